"""Label Studio's JSON, with the labelling configuration (XML) that belongs to it.

Shape: a list of tasks with ``data`` (the text and the statement's record, which Label Studio keeps) and ``annotations``
whose results are ``choices`` and ``labels``. Label Studio counts UTF-16 units, as browsers do, and so do these files:
an emoji counts two. On the way back each span must cut out the words that stand beside it; exports that count code
points are understood by that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tiersimpact.corpus import AnnotatedStatement
from tiersimpact.corpus.labels import OUTSIDE_LABEL, POLARITY_LABELS
from tiersimpact.errors import CorpusError
from tiersimpact.files import written_aside
from tiersimpact.grid import Grid

from .answers import OUTSIDE, Answers, Task, polarity_choice, restore, span_labels
from .registry import FORMATS

_MEND = "Export the project of tasks that tiersimpact wrote, as JSON (not JSON-MIN)."


def write(statements: Iterable[AnnotatedStatement], path: Path, grid: Grid) -> None:
    """Write tasks, and the labelling configuration beside them: ``tasks.json`` and ``tasks-config.xml``."""
    tasks = [_task(statement) for statement in statements]
    path, config = FORMATS["label-studio"].files(path)
    with written_aside(path) as aside:
        aside.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    with written_aside(config) as aside:
        aside.write_text(labelling_config(grid), encoding="utf-8", newline="\n")


def read(path: Path, grid: Grid) -> list[AnnotatedStatement]:
    """Read what Label Studio exports as JSON."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CorpusError(path, f"the file cannot be read ({error.strerror})", "Check the path.") from error
    except (ValueError, RecursionError) as error:
        raise CorpusError(path, "not JSON in UTF-8", _MEND) from error
    if not isinstance(tasks, list):
        raise CorpusError(path, "no list of tasks", _MEND)
    return restore([_read_task(task, f"{path}: task {number}") for number, task in enumerate(tasks, 1)], grid)


def labelling_config(grid: Grid) -> str:
    """Write the labelling configuration: what annotators read is French, what comes back are ids.

    Parameters
    ----------
    grid : Grid
        Whose categories and publics can be chosen.

    Returns
    -------
    str
        XML, to be pasted into the project's settings.
    """
    categories = {category.id: category.label for category in grid.categories.values()}
    view = ElementTree.Element("View")
    _control(view, "Labels", "Label", "spans", span_labels(grid))
    ElementTree.SubElement(view, "Text", name="text", value="$text")
    _control(view, "Choices", "Choice", "category", categories | {OUTSIDE: OUTSIDE_LABEL}, "single-radio")
    _control(view, "Choices", "Choice", "also", categories, "multiple")
    polarities = {polarity_choice(polarity): label for polarity, label in POLARITY_LABELS.items()}
    _control(view, "Choices", "Choice", "polarity", polarities, "single-radio")
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def _control(
    view: ElementTree.Element, tag: str, part: str, name: str, labels: Mapping[str, str], choice: str | None = None
) -> None:
    control = ElementTree.SubElement(view, tag, name=name, toName="text")
    if choice:
        control.attrib |= {"choice": choice, "showInline": "true"}
    for alias, label in labels.items():
        ElementTree.SubElement(control, part, value=label, alias=alias)


def _task(statement: AnnotatedStatement) -> dict[str, Any]:
    answers = Answers.of(statement)
    category, *also, polarity = answers.choices
    results = [_choices("category", [category]), *([_choices("also", also)] if also else [])]
    results.append(_choices("polarity", [polarity]))
    results += [_labels(i, statement.text, span) for i, span in enumerate(answers.spans)]
    data = {"text": statement.text, "report": statement.report, "statement": statement.to_dict()}
    return {"data": data, "annotations": [{"result": results}]}


def _choices(name: str, choices: list[str]) -> dict[str, Any]:
    return {"id": name, "from_name": name, "to_name": "text", "type": "choices", "value": {"choices": choices}}


def _labels(number: int, text: str, span: tuple[int, int, str]) -> dict[str, Any]:
    start, end, label = span
    value = {"start": _units(text[:start]), "end": _units(text[:end]), "text": text[start:end], "labels": [label]}
    return {"id": f"span-{number}", "from_name": "spans", "to_name": "text", "type": "labels", "value": value}


def _units(text: str) -> int:
    """Count UTF-16 units.

    >>> _units("a🎈")
    3
    """
    return len(text.encode("utf-16-le")) // 2


def _read_task(task: Any, where: str) -> Task:
    try:
        data = task["data"]
        annotations = [one for one in task["annotations"] if not one.get("was_cancelled")]
        if len(annotations) > 1:
            mend = "Export each annotator's on their own, and compare them with `tiersimpact corpus agreement`."
            raise CorpusError(where, f"the task has {len(annotations)} annotations", mend)
        if not annotations:
            return Task(where, data["statement"], data["text"], None)
        answers = _answers(annotations[0]["result"], data["text"], where)
        return Task(where, data["statement"], data["text"], answers, _annotator(annotations[0].get("completed_by")))
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise CorpusError(where, "not a task of ours with 'data', 'annotations' and 'statement'", _MEND) from error


def _annotator(user: Any) -> str | None:
    """Name who annotated: an e-mail address, or the user's number."""
    if isinstance(user, Mapping):
        user = user.get("email") or user.get("id")
    return str(user) if user else None


def _answers(results: Iterable[Mapping[str, Any]], text: str, where: str) -> Answers:
    choices: dict[str, list[str]] = {}
    spans = []
    for result in results:
        value = result["value"]
        if result["type"] == "choices":
            choices.setdefault(result["from_name"], []).extend(map(str, value["choices"]))
        elif result["type"] == "labels":
            spans += [(*_place(value, text, where), str(label)) for label in value["labels"]]
    if not choices.get("category"):
        raise CorpusError(where, "no category is chosen", f"Choose one, or '{OUTSIDE}'.")
    named = dict.fromkeys(choice for chosen in choices.values() for choice in chosen)
    return Answers(tuple(named), tuple(spans), choices["category"][0])


def _place(value: Mapping[str, Any], text: str, where: str) -> tuple[int, int]:
    """Find the code points of a span."""
    said = value["text"]
    for start, end in _candidates(int(value["start"]), int(value["end"]), text):
        if text[start:end] == said:
            return start, end
    problem = f"the span '{said}' does not stand at {value['start']}-{value['end']}"
    raise CorpusError(where, problem, "Mark the words again in Label Studio.")


def _candidates(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    units = text.encode("utf-16-le")
    yield len(units[: 2 * start].decode("utf-16-le", "replace")), len(units[: 2 * end].decode("utf-16-le", "replace"))
    yield start, end
