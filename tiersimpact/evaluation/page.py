"""An evaluation as one self-contained page, in French."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TypeVar

from tiersimpact.classifier.storage import OUTSIDE
from tiersimpact.grid import Grid

from .measures import Evaluation, Score

_T = TypeVar("_T")
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid #ddd; text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; white-space: normal; }
.turned th:not(:first-child) { writing-mode: vertical-rl; } .turned th { vertical-align: bottom; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1b1b1b; } th, td { border-color: #444; } }
"""  # noqa: E501
_NAMES = {
    "top_1": "Première réponse juste",
    "top_3": "Juste parmi les trois premières",
    "macro_f1": "F1 moyen des catégories",
    "off_grid": "Hors grille bien reconnu",
    "calibration_error": "Erreur de calibration (ECE, plus petit est mieux)",
    "polarity": "Polarité juste",
    "publics_f1": "F1 des publics",
}


def to_html(evaluation: Evaluation, *, grid: Grid, shipped: Evaluation | None = None) -> str:
    """Write an evaluation as a page.

    Parameters
    ----------
    evaluation : Evaluation
        What was measured.
    grid : Grid
        Says what a reader calls each category and public.
    shipped : Evaluation, optional
        The shipped classifier on the same comments, to stand beside it.

    Returns
    -------
    str
        HTML that loads nothing from elsewhere.
    """
    labels = {category.id: category.label for category in grid.categories.values()}
    labels |= {public.id: public.label for public in grid.publics} | {OUTSIDE: "Hors grille"}
    parts = [
        "<!doctype html><html lang='fr'><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        """<meta http-equiv='Content-Security-Policy' content="default-src 'none'; style-src 'unsafe-inline'">""",
        f"<title>Évaluation du classifieur</title><style>{_STYLE}</style>",
        f"<h1>Évaluation du classifieur sur {evaluation.comments} commentaires, titres cachés</h1>",
        _summary(evaluation, shipped),
        _scores("Par catégorie", evaluation.categories, labels),
        _scores("Par public", evaluation.publics, labels),
        _confusion(evaluation, labels),
        _calibration(evaluation),
    ]
    return "\n".join(parts) + "\n</html>\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], *, turned: bool = False) -> str:
    """A table of cells that are already HTML."""
    lines = [f"<div class='scroll'><table><tr{' class=turned' if turned else ''}>"]
    lines += [f"<th>{cell}</th>" for cell in head]
    for row in rows:
        lines.append("</tr><tr>" + "".join(cell if cell.startswith("<td") else f"<td>{cell}</td>" for cell in row))
    return "".join(lines) + "</tr></table></div>"


def _in_order(table: Mapping[str, _T], labels: Mapping[str, str]) -> dict[str, _T]:
    """Put entries in the order of the grid, those that it does not have behind."""
    return {name: table[name] for name in [*labels, *sorted({*table}.difference(labels))] if name in table}


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".replace(".", ",") + " %"


def _summary(evaluation: Evaluation, shipped: Evaluation | None) -> str:
    columns = [evaluation.summary(), *([shipped.summary()] if shipped is not None else [])]
    head = ["", "ce classifieur", *(["classifieur livré"] if shipped is not None else [])]
    return _table(head, ([_NAMES[name], *(_percent(column[name]) for column in columns)] for name in _NAMES))


def _scores(title: str, scores: Mapping[str, Score], labels: Mapping[str, str]) -> str:
    rows = (
        [escape(labels.get(name, name)), _percent(s.precision), _percent(s.recall), _percent(s.f1), str(s.support)]
        for name, s in _in_order(scores, labels).items()
    )
    return f"<h2>{title}</h2>" + _table(["", "précision", "rappel", "F1", "nombre"], rows)


def _confusion(evaluation: Evaluation, labels: Mapping[str, str]) -> str:
    table = _in_order(evaluation.confusion, labels)
    answers = list(_in_order(dict.fromkeys([*table, *(name for row in table.values() for name in row)]), labels))

    def cell(count: int, total: int) -> str:
        return f"<td style='background: rgb(0 114 178 / {0.7 * count / total:.2f})'>{count or ''}</td>"

    rows = (
        [escape(labels.get(name, name)), *(cell(row.get(answer, 0), sum(row.values())) for answer in answers)]
        for name, row in table.items()
    )
    head = ["annoté ↓ répondu →", *(escape(labels.get(answer, answer)) for answer in answers)]
    return "<h2>Confusions</h2>" + _table(head, rows, turned=True)


def _calibration(evaluation: Evaluation) -> str:
    bins = ([_percent(bin.sure), _percent(bin.right), _percent(bin.share)] for bin in evaluation.bins)
    coverage = (
        [_percent(low), _percent(share), _percent(right)] for low, (share, right) in evaluation.coverage.items()
    )
    return (
        "<h2>Probabilités annoncées et observées</h2>"
        + _table(["probabilité annoncée", "part juste", "part des commentaires"], bins)
        + "<h2>Si l'on ne garde que les réponses assez sûres</h2>"
        + _table(["sûres à", "part gardée", "part juste"], coverage)
    )
