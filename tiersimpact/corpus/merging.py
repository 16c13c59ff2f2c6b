"""Put several annotators' decisions together; a statement that two decided otherwise is never overwritten silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tiersimpact.errors import CorpusError

from .records import TO_REVIEW, AnnotatedStatement

# What makes two decisions the same; who decided, when, and what was remarked do not.
_DECIDED = ("category", "polarity", "kind", "heading", "status")
_DECIDED_SETS = ("also", "publics", "public_spans", "quantities")
_PLACE = ("report", "text", "start", "end", "sources")

Decisions = Sequence[AnnotatedStatement]


def merge_corpora(
    corpora: Mapping[str, Iterable[AnnotatedStatement]], *, on_conflict: str = "refuse"
) -> list[AnnotatedStatement]:
    """Merge annotations of the same statements, matched by id.

    Decisions that are the same become one, with the names of all annotators and their notes.

    Parameters
    ----------
    corpora : dict of str to iterable of AnnotatedStatement
        Each annotator's statements by the name of their file.
    on_conflict : {"refuse", "first", "last", "latest", "review"}, default="refuse"
        What becomes of a statement that was decided otherwise: an error; the decision of the first or last file;
        the one with the latest ``decided_at``; or the first, marked ``to_review``, with the other categories among
        ``also`` and who said what in the note.

    Returns
    -------
    list of AnnotatedStatement
        Reports in the order in which they first appear, their statements in the order of the text.

    Raises
    ------
    CorpusError
        If statements conflict and the policy is to refuse, a time is missing for ``latest``, or an id stands for
        different texts.
    ValueError
        If `on_conflict` is none of these.
    """
    if on_conflict not in POLICIES:
        raise ValueError(f"on_conflict is {on_conflict!r}; it may be {', '.join(POLICIES)}")
    decisions: dict[str, dict[str, AnnotatedStatement]] = {}
    for source, statements in corpora.items():
        for statement in statements:
            decisions.setdefault(statement.id, {})[source] = statement
    for by_source in decisions.values():
        _check_same_text(by_source)
    if on_conflict == "refuse":
        _refuse_conflicts(decisions.values())
    merged = [_merge(list(by_source.values()), POLICIES[on_conflict]) for by_source in decisions.values()]
    order = {report: i for i, report in enumerate(dict.fromkeys(statement.report for statement in merged))}
    return sorted(merged, key=lambda statement: (order[statement.report], statement.start, statement.end))


def _check_same_text(by_source: Mapping[str, AnnotatedStatement]) -> None:
    (first_source, first), *others = by_source.items()
    for source, other in others:
        for name in _PLACE:
            if getattr(other, name) != getattr(first, name):
                problem = f"statement '{other.id}' has another {name} than in {first_source}"
                raise CorpusError(source, problem, "Give different statements different ids, then merge again.")


def _refuse_conflicts(decisions: Iterable[Mapping[str, AnnotatedStatement]]) -> None:
    conflicts = [by_source for by_source in decisions if len(_distinct(list(by_source.values()))) > 1]
    if not conflicts:
        return
    (first_source, first), *others = conflicts[0].items()
    source, other = next((source, other) for source, other in others if _decision(other) != _decision(first))
    fields = [name for name in (*_DECIDED, *_DECIDED_SETS) if getattr(other, name) != getattr(first, name)]
    problem = f"statement '{first.id}' has another {', '.join(fields)} than in {first_source}"
    if len(conflicts) > 1:
        problem += f", and {len(conflicts) - 1} more statements differ"
    raise CorpusError(source, problem, f"Say what shall become of them: {', '.join(list(POLICIES)[1:])}.")


def _decision(statement: AnnotatedStatement) -> tuple[Any, ...]:
    plain = tuple(getattr(statement, name) for name in _DECIDED)
    return plain + tuple(frozenset(getattr(statement, name)) for name in _DECIDED_SETS)


def _distinct(statements: Decisions) -> Decisions:
    """Keep one of each decision, signed by all who took it."""
    groups: dict[tuple[Any, ...], list[AnnotatedStatement]] = {}
    for statement in statements:
        groups.setdefault(_decision(statement), []).append(statement)
    return [_signed_by_all(group) for group in groups.values()]


def _signed_by_all(statements: Decisions) -> AnnotatedStatement:
    if len(statements) == 1:
        return statements[0]
    notes = dict.fromkeys(statement.note for statement in statements if statement.note)
    return replace(
        statements[0],
        annotator=", ".join(dict.fromkeys(statement.annotator for statement in statements)),
        decided_at=max((statement.decided_at for statement in statements if statement.decided_at), default=None),
        note="; ".join(notes) or None,
        flagged=any(statement.flagged for statement in statements),
    )


def _merge(statements: Decisions, choose: Callable[[Decisions], AnnotatedStatement]) -> AnnotatedStatement:
    distinct = _distinct(statements)
    return distinct[0] if len(distinct) == 1 else choose(distinct)


def _first(decisions: Decisions) -> AnnotatedStatement:
    return decisions[0]


def _last(decisions: Decisions) -> AnnotatedStatement:
    return decisions[-1]


def _latest(decisions: Decisions) -> AnnotatedStatement:
    for decision in decisions:
        if decision.decided_at is None:
            problem = f"statement '{decision.id}' does not say when '{decision.annotator}' decided"
            raise CorpusError(decision.report, problem, "Choose another policy than 'latest'.")
    return max(decisions, key=lambda decision: decision.decided_at or "")


def _to_review(decisions: Decisions) -> AnnotatedStatement:
    first = decisions[0]
    named = [name for decision in decisions for name in (decision.category, *decision.also) if name]
    said = [f"{decision.annotator}: {decision.category}, {decision.polarity}" for decision in decisions]
    notes = [decision.note for decision in decisions if decision.note]
    return replace(
        first,
        also=tuple(name for name in dict.fromkeys(named) if name != first.category),
        status=TO_REVIEW,
        note="; ".join(dict.fromkeys([*notes, *said])),
        flagged=any(decision.flagged for decision in decisions),
    )


POLICIES: dict[str, Callable[[Decisions], AnnotatedStatement]] = {
    "refuse": _first,  # conflicts are refused before
    "first": _first,
    "last": _last,
    "latest": _latest,
    "review": _to_review,
}
