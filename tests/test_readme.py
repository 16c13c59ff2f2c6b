"""What the READMEs and the documentation show runs and gives what they say, the READMEs alike in both languages."""

from __future__ import annotations

import doctest
import inspect
import re
import shlex
import tomllib
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest
import typer

import tiersimpact as ti
from tiersimpact.cli import app

ROOT = Path(__file__).parents[1]
README, LISEZMOI = "README.md", "README.fr.md"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"^\| (?:statement|quantity|énoncé|quantité) \|.*\n\| --- .*\n((?:\|.*\n)+)", re.MULTILINE)
CODE = re.compile(r"`[^`\n]+`")
PAGES = [README, LISEZMOI, *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md")))]
# Rooms that the documentation names beside the package itself.
ROOMS = [
    "", "reading", "repair", "segment", "publics", "quantity", "questionnaire", "showing", "corpus", "exchange",
    "reliability",
]  # fmt: skip

both = pytest.mark.parametrize("name", [README, LISEZMOI])
every = pytest.mark.parametrize("name", PAGES)


@pytest.fixture
def clone(root, tmp_path, monkeypatch):
    """A folder where the pages' paths lead to the real data, and what they write harms nobody."""
    for name in ("data", "models"):
        (tmp_path / name).symlink_to(root / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(root, name):
    return (root / name).read_text(encoding="utf-8")


def blocks(text, language):
    return [match["code"] for match in BLOCK.finditer(text) if match["language"] == language]


def commands(text):
    """Each command shown, with the output printed under it."""
    for block in blocks(text, "console"):
        for shown in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = shown.partition("\n")
            yield command, output


@every
def test_what_is_shown_runs_and_gives_what_it_shows(root, clone, run, name):
    """Commands first: the Python of a page may read what they write."""
    text = read(root, name)
    for block in blocks(text, "yaml"):
        (clone / block.splitlines()[0].removeprefix("# ")).write_text(block, encoding="utf-8")
    run_commands(text, run)
    space: dict[str, object] = {}
    for number, code in enumerate(blocks(text, "pycon"), 1):
        test = doctest.DocTestParser().get_doctest(code, space, f"{name}, block {number}", name, 0)
        report: list[str] = []
        result = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append, clear_globs=False)
        assert result.attempted, code
        assert not result.failed, "".join(report)
        space = test.globs


def run_commands(text, run):
    code = 0
    for command, shown in commands(text):
        if command == "echo $?":
            assert shown.strip() == str(code)
        elif command.startswith("tiersimpact "):
            words, _, written = command.partition(" > ")
            result = run(*(part for word in shlex.split(words)[1:] for part in expanded(word)))
            code = result.code
            if written:
                Path(written).write_text(result.out, encoding="utf-8")
            if shown:
                assert doctest.OutputChecker().check_output(shown, result.out + result.err, FLAGS), result
            else:
                assert result.code == 0, (command, result)
        else:
            assert re.match(r"(make \w+|pip install \.|pip install \"\.\[\w+\]\")$", command), command


@both
def test_the_readmes_show_code(root, name):
    assert len(blocks(read(root, name), "pycon")) > 5
    assert len(blocks(read(root, name), "console")) > 3


def expanded(word):
    """Do what a shell does with ``*``."""
    return sorted(map(str, Path().glob(word))) if "*" in word else [word]


@both
def test_make_targets_exist(root, name):
    text = read(root, name)
    code = "\n".join([*CODE.findall(text), *(command for command, _ in commands(text))])
    targets = set(re.findall(r"^([a-z]+):", read(root, "Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", code))
    assert {"demo", "test", "lint", "format", "bench"} <= named <= targets


@both
def test_extras_exist(root, name):
    project = tomllib.loads(read(root, "pyproject.toml"))["project"]
    assert set(re.findall(r"\"\.\[(\w+)\]\"", read(root, name))) <= set(project["optional-dependencies"])


@every
def test_names_exist(root, name):
    for public in set(re.findall(r"\bti\.(\w+)", read(root, name))):
        assert hasattr(ti, public), public


@every
def test_commands_and_options_exist(root, name):
    """Those that are only named, because they take long or need a corpus of one's own."""
    text = read(root, name)
    named = [code.strip("`") for code in CODE.findall(BLOCK.sub("", text))] + "".join(blocks(text, "sh")).splitlines()
    for words in (shlex.split(line)[1:] for line in named if line.startswith("tiersimpact ")):
        command = typer.main.get_command(app)
        while words and hasattr(command, "commands"):
            assert words[0] in command.commands, words
            command = command.commands[words.pop(0)]
        options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in words if word.startswith("-")} <= options, words


@every
def test_files_and_places_exist(root, name):
    text = read(root, name)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        page, _, place = target.partition("#")
        if target.startswith("https://"):
            continue
        path = (root / name).parent / page if page else root / name
        assert path.exists(), target
        assert not place or place in places(path.read_text(encoding="utf-8")), target
    for path in re.findall(r"`((?:data|tests|\.ci)/[^`*]*)`", text):
        assert (root / path).exists(), path


def places(text):
    """The anchors of a page's headings."""
    return {re.sub(r"\W+", "-", title.lower()) for title in re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)}


def test_the_reference_lists_every_public_name(root):
    assert read(root, "docs/reference.md").partition("\n\n## ")[2] == "\n\n## ".join(map(described, ROOMS)) + "\n"


def described(room):
    """A section of the reference: a room, and its functions and classes with the first line of what they say."""
    module = import_module(f"tiersimpact.{room}" if room else "tiersimpact")
    things = {name: getattr(module, name) for name in module.__all__}
    lines = [
        f"- `{name}`: {inspect.getdoc(thing).splitlines()[0]}"
        for name, thing in things.items()
        if inspect.isclass(thing) or inspect.isfunction(thing)
    ]
    return "\n".join([f"`{module.__name__}`", "", inspect.getdoc(module).splitlines()[0], "", *lines])


@both
@pytest.mark.parametrize(("table", "record"), [(0, ti.Statement), (1, ti.Quantity)], ids=["statement", "quantity"])
def test_the_tables_name_every_field_in_order(root, name, table, record):
    tables = TABLE.findall(read(root, name))
    firsts = [line.split("|")[1] for line in tables[table].splitlines()]
    named = [field for first in firsts for field in re.findall(r"`(\w+)`", first)]
    assert named == [field.name for field in fields(record) if field.name not in ("origin", "explainer")]


def test_both_languages_have_the_same_sections_and_code(root):
    english, french = read(root, README), read(root, LISEZMOI)
    levels = [re.findall(r"^(#+) ", BLOCK.sub("", text), flags=re.MULTILINE) for text in (english, french)]
    assert levels[0] == levels[1]
    assert [match.group() for match in BLOCK.finditer(english)] == [match.group() for match in BLOCK.finditer(french)]


def test_one_version(root):
    project = tomllib.loads(read(root, "pyproject.toml"))["project"]
    newest = re.search(r"^## (\S+)", read(root, "CHANGELOG.md"), flags=re.MULTILINE)
    assert project["version"] == ti.__version__ == newest[1]
