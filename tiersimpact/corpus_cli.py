"""``tiersimpact corpus``: look after annotated corpora; data on stdout, messages on stderr."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .errors import TiersImpactError, printable

if TYPE_CHECKING:
    from .corpus import AnnotatedStatement
    from .grid import Grid

app = typer.Typer(help="Check, merge, convert, compare, count and migrate annotated corpora.", no_args_is_help=True)

Corpora = Annotated[list[Path], typer.Argument(metavar="CORPUS...", help="Annotated .jsonl files, or folders of them.")]
GridOption = Annotated[Path | None, typer.Option("--grid", help="Your own grid, a YAML file.")]
Output = Annotated[Path, typer.Option("-o", "--output", help="File to write.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the output when it is there.")]


class Policy(StrEnum):
    """What becomes of a statement that was decided otherwise."""

    refuse = "refuse"
    first = "first"
    last = "last"
    latest = "latest"
    review = "review"


@app.command()
def check(corpus: Corpora, grid: GridOption = None) -> None:
    """Name every fault with its file, line and mend.

    Exit code: 0 sound, 1 faults.
    """
    from .corpus import find_faults

    faults = list(find_faults(corpus, grid=_grid(grid)))
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"tiersimpact: {len(faults) or 'no'} fault{'s' if len(faults) > 1 else ''}.", err=True)
    if faults:
        raise typer.Exit(1)


@app.command()
def merge(
    corpus: Corpora,
    output: Output,
    on_conflict: Annotated[
        Policy,
        typer.Option(
            "--on-conflict",
            help="refuse: name the first conflict and write nothing; first, last: the order of the files; latest: by"
            " decided_at; review: keep the first, marked to_review, with the others in also and note.",
        ),
    ] = Policy.refuse,
    grid: GridOption = None,
    force: Force = False,
) -> None:
    """Put the files of several annotators into one, statements matched by id.

    Example: tiersimpact corpus merge lise.jsonl omar.jsonl --on-conflict review -o both.jsonl
    """
    from .corpus import load_corpus, merge_corpora
    from .corpus.reading import corpus_files

    _keep(output, force)
    loaded = {str(file): load_corpus(file, grid=_grid(grid)) for file in corpus_files(corpus)}
    _write_jsonl(merge_corpora(loaded, on_conflict=on_conflict.value), output)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="File to read; for jsonl a folder as well.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="File to write.")],
    read_as: Annotated[
        str | None, typer.Option("--from", help="Format of IN; told from the suffix by default.")
    ] = None,
    write_as: Annotated[
        str | None,
        typer.Option(
            "--to",
            help="Format of OUT: jsonl, prodigy, doccano, label-studio (with OUT-config.xml, its configuration),"
            " spacy, csv, csv-excel (for French Excel) or parquet; told from the suffix by default.",
        ),
    ] = None,
    grid: GridOption = None,
    force: Force = False,
) -> None:
    """Send a corpus to another tool's format, or bring it back.

    Example: tiersimpact corpus convert data/reports tasks.json --to label-studio
    """
    from .exchange import FORMATS, format_of, read_statements, write_statements

    own_grid, write_as = _grid(grid), format_of(target, write_as)
    for file in FORMATS[write_as].files(target):
        _keep(file, force)
    statements = read_statements(source, read_as, grid=own_grid)
    write_statements(statements, target, write_as, grid=own_grid)
    typer.echo(f"tiersimpact: {target}: {len(statements)} statements.", err=True)


@app.command()
def agreement(
    corpus: Annotated[
        list[Path], typer.Argument(metavar="A B...", help="For each annotator a .jsonl file or a folder of them.")
    ],
    grid: GridOption = None,
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same intervals.")] = 0,
) -> None:
    """Say how far annotators agree: kappa, alpha and F1 of spans, with 95 % intervals."""
    from .reliability import agreement as compare

    if len(corpus) < 2:
        raise typer.BadParameter("give the files of at least two annotators.", param_hint="A B...")
    for line in str(compare(*corpus, grid=_grid(grid), seed=seed)).split("\n"):
        typer.echo(printable(line))


@app.command()
def stats(
    corpus: Corpora,
    grid: GridOption = None,
    thin: Annotated[
        int, typer.Option("--thin", min=1, help="Categories, publics and polarities with fewer statements are thin.")
    ] = 30,
) -> None:
    """Count statements and reports by category, public, polarity, kind, status, annotator and report."""
    from .corpus import count_corpus, load_corpus

    own_grid = _grid(grid)
    tables = count_corpus(load_corpus(corpus, grid=own_grid), own_grid)
    for title, counts in tables.items():
        typer.echo(f"{title:46}énoncés  rapports")
        for count in counts:
            typer.echo(printable(f"  {count.label:44}{count.statements:7}{count.reports:10}"))
        typer.echo()
    few = [count for title in list(tables)[:3] for count in tables[title] if count.statements < thin]
    listed = ", ".join(f"{count.label} ({count.statements})" for count in few)
    typer.echo(printable(f"Moins de {thin} énoncés : {listed or 'aucun'}"))


@app.command()
def migrate(
    corpus: Corpora,
    rules: Annotated[Path, typer.Option("--rules", help="What becomes of each old id, a YAML file.")],
    output: Output,
    grid: GridOption = None,
    force: Force = False,
) -> None:
    """Bring annotations of an older grid to a newer one (`--grid`); what was split is marked to_review.

    Example: tiersimpact corpus migrate old/ --rules rules.yaml --grid new.yaml -o new.jsonl
    """
    from .corpus import migrate_corpus
    from .corpus.records import TO_REVIEW
    from .grid.migration import load_migration

    _keep(output, force)
    own_grid = _grid(grid)
    migrated = migrate_corpus(corpus, load_migration(rules, grid=own_grid), grid=own_grid)
    _write_jsonl(migrated, output)
    waiting = sum(statement.status == TO_REVIEW for statement in migrated)
    typer.echo(f"tiersimpact: {waiting} statements are {TO_REVIEW}.", err=True)


def _grid(path: Path | None) -> Grid:
    from .grid import Grid, load_grid

    return Grid.from_yaml(path) if path is not None else load_grid()


def _keep(output: Path, force: bool) -> None:
    """Refuse to replace a file silently."""
    if output.exists() and not force:
        raise TiersImpactError(output, "the output is already there", "Choose another name, or add --force.")


def _write_jsonl(statements: list[AnnotatedStatement], output: Path) -> None:
    from .corpus import write_corpus

    write_corpus(statements, output)
    typer.echo(f"tiersimpact: {output}: {len(statements)} statements.", err=True)
