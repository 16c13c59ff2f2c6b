"""What the READMEs show runs, gives what they say, and is the same in both languages."""

from __future__ import annotations

import doctest
import re
import shlex
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

import tiersimpact as ti

README, LISEZMOI = "README.md", "README.fr.md"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<code>.*?)^```", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"^\| (?:statement|quantity|énoncé|quantité) \|.*\n\| --- .*\n((?:\|.*\n)+)", re.MULTILINE)
CODE = re.compile(r"`[^`\n]+`")

both = pytest.mark.parametrize("name", [README, LISEZMOI])


@pytest.fixture
def clone(root, tmp_path, monkeypatch):
    """A folder where the READMEs' paths lead to the real data, and what they write harms nobody."""
    (tmp_path / "data").symlink_to(root / "data")
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


@both
def test_python_blocks_give_what_they_show(root, clone, name):
    text = read(root, name)
    for block in blocks(text, "yaml"):
        (clone / block.splitlines()[0].removeprefix("# ")).write_text(block, encoding="utf-8")
    found = blocks(text, "pycon")
    assert found
    space: dict[str, object] = {}
    for number, code in enumerate(found, 1):
        test = doctest.DocTestParser().get_doctest(code, space, f"{name}, block {number}", name, 0)
        report: list[str] = []
        result = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append, clear_globs=False)
        assert result.attempted, code
        assert not result.failed, "".join(report)
        space = test.globs


@both
@pytest.mark.usefixtures("clone")
def test_commands_give_what_they_show(root, run, name):
    code, tried = 0, 0
    for command, shown in commands(read(root, name)):
        if command == "echo $?":
            assert shown.strip() == str(code)
        elif command.startswith("tiersimpact "):
            words, _, written = command.partition(" > ")
            result = run(*(part for word in shlex.split(words)[1:] for part in expanded(word)))
            tried, code = tried + 1, result.code
            if written:
                Path(written).write_text(result.out, encoding="utf-8")
            if shown:
                assert doctest.OutputChecker().check_output(shown, result.out + result.err, FLAGS), result
            else:
                assert result.code == 0, (command, result)
        else:
            assert re.match(r"(make \w+|pip install \.|pip install \"\.\[\w+\]\")$", command), command
    assert tried


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


@both
def test_names_exist(root, name):
    for public in set(re.findall(r"\bti\.(\w+)", read(root, name))):
        assert hasattr(ti, public), public


@both
def test_files_and_places_exist(root, name):
    text = read(root, name)
    links = re.findall(r"\]\(([^)]+)\)", text)
    paths = re.findall(r"`((?:data|tests|\.ci)/[^`*]*)`", text)
    headings = {re.sub(r"\W+", "-", title.lower()) for title in re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)}
    for target in [*links, *paths]:
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif not target.startswith("https://"):
            assert (root / target).exists(), target


@both
@pytest.mark.parametrize(("table", "record"), [(0, ti.Statement), (1, ti.Quantity)], ids=["statement", "quantity"])
def test_the_tables_name_every_field_in_order(root, name, table, record):
    tables = TABLE.findall(read(root, name))
    firsts = [line.split("|")[1] for line in tables[table].splitlines()]
    named = [field for first in firsts for field in re.findall(r"`(\w+)`", first)]
    assert named == [field.name for field in fields(record) if field.name != "origin"]


def test_both_languages_have_the_same_sections_and_code(root):
    english, french = read(root, README), read(root, LISEZMOI)
    levels = [re.findall(r"^(#+) ", BLOCK.sub("", text), flags=re.MULTILINE) for text in (english, french)]
    assert levels[0] == levels[1]
    assert [match.group() for match in BLOCK.finditer(english)] == [match.group() for match in BLOCK.finditer(french)]


def test_one_version(root):
    project = tomllib.loads(read(root, "pyproject.toml"))["project"]
    newest = re.search(r"^## (\S+)", read(root, "CHANGELOG.md"), flags=re.MULTILINE)
    assert project["version"] == ti.__version__ == newest[1]
