"""The command line: the library's verbs, data on stdout, messages on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from .corpus_cli import app as corpus_app
from .errors import TiersImpactError

if TYPE_CHECKING:
    from .analysis import Analysis
    from .grid import Grid

app = typer.Typer(
    name="tiersimpact",
    help="Read the impact reports of French tiers-lieux: which effect, for whom, how much, with the quote.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(corpus_app, name="corpus")


class Format(StrEnum):
    """What `analyze` writes."""

    jsonl = "jsonl"
    csv = "csv"
    csv_excel = "csv-excel"
    parquet = "parquet"
    questionnaire = "questionnaire"
    html = "html"


class Level(StrEnum):
    """What a row of CSV or Parquet stands for."""

    statements = "statements"
    publics = "publics"
    quantities = "quantities"


@app.callback()
def _root() -> None:
    """Keep sub-commands, also while there are few."""


@app.command()
def analyze(
    reports: Annotated[list[Path], typer.Argument(metavar="REPORT...", help="Reports, or folders of reports.")],
    format: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="jsonl: one statement a line; csv, parquet: a table; csv-excel: one that a French Excel opens with a "
            "double click; questionnaire: answers by category; html: a page that shows the reports with what was found "
            "in them.",
        ),
    ] = Format.jsonl,
    level: Annotated[
        Level, typer.Option("--level", help="What a row of csv or parquet stands for.")
    ] = Level.statements,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write; stdout by default.")] = None,
    partitioned: Annotated[
        bool,
        typer.Option(
            "--partitioned",
            help="Write a folder of Parquet parts; the same command again goes on after an interruption and reads "
            "only what is new or changed. A matter of course when -o is a folder and the format parquet.",
        ),
    ] = False,
    grid: Annotated[Path | None, typer.Option("--grid", help="Your own grid, a YAML file.")] = None,
    model: Annotated[Path | None, typer.Option("--model", help="Folder of your own classifier.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=-1, help="Processes; -1 for all cores.")] = 1,
) -> None:
    """Find the statements, publics and quantities of reports.

    A report that cannot be read is named on stderr and the others go on.
    Exit code: 0 all right, 1 some reports failed, 2 wrong usage.

    Example: tiersimpact analyze reports/ --format csv -o effects.csv
    """
    if partitioned and (output is None or format not in (Format.jsonl, Format.parquet)):
        raise typer.BadParameter("parts are Parquet files in a folder: -o FOLDER.", param_hint="--partitioned")
    if format is Format.parquet and output is None:
        raise typer.BadParameter("parquet is no text: say where to write it with -o FILE.", param_hint="--format")
    batch = _Batch.of(reports, grid, model, jobs)
    if output is not None and (partitioned or (format is Format.parquet and output.is_dir())):
        _write_parts(batch, output, level)
    else:
        _write(batch.analyses(), format, level, output)
    batch.end()


@app.command()
def portrait(
    reports: Annotated[list[Path], typer.Argument(metavar="REPORT...", help="Reports, or folders of reports.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write; stdout by default.")] = None,
    grid: Annotated[Path | None, typer.Option("--grid", help="Your own grid, a YAML file.")] = None,
    model: Annotated[Path | None, typer.Option("--model", help="Folder of your own classifier.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=-1, help="Processes; -1 for all cores.")] = 1,
) -> None:
    """Picture what reports say on one page: effects, publics, quantities, quotes; several reports are compared.

    Example: tiersimpact portrait reports/ -o portrait.html
    """
    from .portraits import portrait as make_portrait

    batch = _Batch.of(reports, grid, model, jobs)
    analyses = list(batch.analyses())
    if analyses:
        with _sink(output) as sink:
            sink.write(make_portrait(analyses))
    batch.end()


@dataclass(frozen=True)
class _Batch:
    """The reports of one command, how to read them, and those that could not be read."""

    files: list[Path]
    grid: Grid | None
    model: Path | None
    jobs: int
    failed: list[Path] = field(default_factory=list)

    @classmethod
    def of(cls, reports: list[Path], grid: Path | None, model: Path | None, jobs: int) -> _Batch:
        """Check what was asked for."""
        from .batch import find_reports
        from .grid import Grid

        if jobs == 0:
            raise typer.BadParameter("give a number of processes, or -1 for all cores.", param_hint="--jobs")
        files = list(find_reports(reports))
        if not files:
            raise TiersImpactError(reports[0], "no report was found in it", "Give files, or a folder that holds some.")
        return cls(files, Grid.from_yaml(grid) if grid is not None else None, model, jobs)

    def name_error(self, path: Path, error: TiersImpactError) -> None:
        """Name a report that cannot be read, and go on."""
        self.failed.append(path)
        typer.echo(f"tiersimpact: {error}", err=True)

    def analyses(self) -> Iterator[Analysis]:
        """Analyse the reports one after the other."""
        from .batch import analyze_many

        options: dict[str, Any] = {"n_jobs": self.jobs, "grid": self.grid, "model": self.model}
        return _with_progress(analyze_many(self.files, on_error=self.name_error, **options), len(self.files))

    def end(self) -> None:
        """Exit with an error when some reports could not be read."""
        if self.failed:
            typer.echo(f"tiersimpact: {len(self.failed)} of {len(self.files)} reports could not be read.", err=True)
            raise typer.Exit(1)


def _write_parts(batch: _Batch, folder: Path, level: Level) -> None:
    from .partitions import write_partitioned

    read, known = write_partitioned(
        batch.files,
        folder,
        level=level.value,
        n_jobs=batch.jobs,
        grid=batch.grid,
        model=batch.model,
        on_error=batch.name_error,
        watch=_with_progress,
    )
    typer.echo(f"{folder}: {read} reports read, {known} known already", err=True)


def _with_progress(analyses: Iterator[Analysis], total: int) -> Iterator[Analysis]:
    """Show a progress bar on stderr for several files, none when nobody looks."""
    from tqdm import tqdm

    hidden = total < 2 or not sys.stderr.isatty()
    yield from tqdm(analyses, total=total, unit="report", disable=hidden, file=sys.stderr)


def _write(analyses: Iterator[Analysis], format: Format, level: Level, output: Path | None) -> None:
    """Write the findings; a file appears only when at least one report could be read."""
    from . import tables

    first = next(analyses, None)
    if first is None:
        return
    every = _chain(first, analyses)
    if format is Format.jsonl:
        with _sink(output) as sink:
            for analysis in every:
                sink.write(tables.to_jsonl(analysis))
    elif format is Format.questionnaire:
        with _sink(output) as sink:
            for analysis in every:
                sink.write(json.dumps(analysis.answers.to_dict(), ensure_ascii=False) + "\n")
    elif format is Format.html:
        from .showing import to_html

        with _sink(output) as sink:
            sink.write(to_html(every))
    elif format in (Format.csv, Format.csv_excel):
        frame = tables.to_frame(every, level.value)
        excel = format is Format.csv_excel
        with _sink(output) as sink:
            if excel and output is not None:
                sink.write("\ufeff")  # by which Excel knows UTF-8
            tables.write_csv(frame, sink, excel=excel)
    else:
        from .files import written_aside

        assert output is not None
        frame = tables.to_frame(every, level.value)
        metadata = [
            ("tiersimpact.grid", first.grid.name),
            ("tiersimpact.grid.fingerprint", first.grid.fingerprint),
        ]
        with written_aside(output) as aside:
            tables.write_parquet(frame, aside, metadata=metadata)


def _chain(first: Analysis, rest: Iterator[Analysis]) -> Iterator[Analysis]:
    yield first
    yield from rest


@contextmanager
def _sink(output: Path | None) -> Iterator[TextIO]:
    """Give stdout, or a file written aside and renamed at the end."""
    if output is None:
        yield sys.stdout
        return
    from .files import written_aside

    with written_aside(output) as aside, aside.open("w", encoding="utf-8", newline="") as file:
        yield file


@app.command()
def train(
    corpus: Annotated[
        list[Path], typer.Argument(metavar="CORPUS...", help="Annotated reports: .jsonl files or folders.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder to write the classifier into.")],
    grid: Annotated[Path | None, typer.Option("--grid", help="Your own grid, a YAML file.")] = None,
    with_base: Annotated[
        bool | None,
        typer.Option(
            "--with-base/--only",
            help="Learn from the shipped corpus too, or only from yours. Default: too, when it answers the same grid.",
        ),
    ] = None,
    curve: Annotated[bool, typer.Option("--curve", help="Measure also what fewer reports teach.")] = False,
    even_if_worse: Annotated[
        bool, typer.Option("--even-if-worse", help="Save also a classifier worse than the shipped one.")
    ] = False,
    keep_examples: Annotated[
        bool, typer.Option("--keep-examples", help="Save the statements in the folder, for others to train on.")
    ] = False,
    seed: Annotated[int, typer.Option("--seed", help="Same corpus and seed, same classifier.")] = 0,
) -> None:
    """Train a classifier on annotated reports, and measure it beside the shipped one.

    Use it with: tiersimpact analyze REPORT... --model FOLDER
    """
    from .grid import Grid
    from .retraining import train as train_classifier

    training = train_classifier(
        corpus,
        output,
        grid=Grid.from_yaml(grid) if grid is not None else None,
        with_base=with_base,
        curve=curve,
        even_if_worse=even_if_worse,
        keep_examples=keep_examples,
        seed=seed,
        report=_say_step,
    )
    typer.echo(str(training))
    meta = training.model.meta
    typer.echo(f"{output}: trained on {meta['statements']} statements of {meta['reports']} reports", err=True)


def _say_step(step: str) -> None:
    typer.echo(f"tiersimpact: {step}…", err=True)


@app.command()
def evaluate(
    model: Annotated[Path, typer.Argument(metavar="MODEL", help="Folder of the classifier.")],
    corpus: Annotated[
        list[Path], typer.Argument(metavar="CORPUS...", help="Annotated reports that it did not learn from.")
    ],
    grid: Annotated[Path | None, typer.Option("--grid", help="Your own grid, a YAML file.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write a page with tables, too.")] = None,
) -> None:
    """Measure a classifier on the comments of annotated reports, headings unseen."""
    from .evaluation.page import to_html
    from .files import written_aside
    from .grid import Grid, load_grid
    from .retraining import evaluate as evaluate_classifier

    own_grid = Grid.from_yaml(grid) if grid is not None else load_grid()
    evaluation = evaluate_classifier(model, corpus, grid=own_grid)
    typer.echo(str(evaluation))
    if html is not None:
        with written_aside(html) as aside:
            aside.write_text(to_html(evaluation, grid=own_grid), encoding="utf-8")


@app.command()
def grid(
    category: Annotated[str | None, typer.Argument(help="Category id; all of them by default.")] = None,
    yaml: Annotated[bool, typer.Option("--yaml", help="Print the grid file itself, to start your own from.")] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of `--format questionnaire`.")
    ] = False,
    own: Annotated[Path | None, typer.Option("--grid", help="Your own grid, a YAML file, for --schema.")] = None,
) -> None:
    """Show the grid: its families, categories and public types, or one category with its standard sentences."""
    from importlib.resources import files

    from .grid import Grid, load_grid

    if schema:
        from .questionnaire import questionnaire_schema

        made = questionnaire_schema(Grid.from_yaml(own) if own is not None else load_grid())
        typer.echo(json.dumps(made, ensure_ascii=False, indent=1))
        return
    if yaml:
        typer.echo((files("tiersimpact.grid") / "grid.yaml").read_text(encoding="utf-8"), nl=False)
        return
    loaded = load_grid()
    if category is None:
        for family in loaded.families:
            typer.echo(f"{family.label} ({family.id})")
            for entry in family.categories:
                typer.echo(f"  {entry.id:28}{entry.label}")
        typer.echo("Publics")
        for public in loaded.publics:
            typer.echo(f"  {public.id:28}{public.label}")
        return
    if category not in loaded.categories:
        known = ", ".join(loaded.categories)
        raise typer.BadParameter(f"'{category}' is no category. Known: {known}.", param_hint="CATEGORY")
    _show_category(loaded.categories[category])


def _show_category(entry: Any) -> None:
    typer.echo(f"{entry.label} ({entry.id})")
    typer.echo(f"Titres : {', '.join(entry.headings)}")
    for formula in entry.formulas:
        typer.echo(f"  [{formula.polarity}] {formula.text}")
    for option in entry.options:
        typer.echo(f"  [{option.polarity}] {{{option.slot}}} {option.text}")


def main() -> None:
    """Run the command line; every error is one line."""
    if isinstance(sys.stdout, TextIOWrapper):  # records are UTF-8 whatever the terminal; odd file names stay valid JSON
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except TiersImpactError as error:
        typer.echo(f"tiersimpact: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # whoever read our stdout has seen enough (`| head`); keep Python from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
