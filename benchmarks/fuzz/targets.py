"""The entries of tiersimpact: what each is given, and what holds of what it makes of that."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import tiersimpact as ti
from tiersimpact.annotation.workspace import JOURNAL
from tiersimpact.corpus import load_corpus
from tiersimpact.exchange import FORMATS, read_statements, write_statements
from tiersimpact.grid.migration import load_migration
from tiersimpact.partitions import MANIFEST, write_partitioned
from tiersimpact.reading import READERS
from tiersimpact.repair import repair
from tiersimpact.segment import split_statements
from tiersimpact.tables import write_csv

ROOT = Path(__file__).parents[2]
GRID = ti.load_grid()
REPORT = (ROOT / "tests" / "data" / "fournil.txt").read_bytes()


@dataclass(frozen=True)
class Target:
    """An entry: what is done with bytes, and bytes that it takes."""

    do: Callable[[bytes], None]
    seed: Callable[[], bytes]


def read_and_analyse(data: bytes) -> None:
    """Go the whole way; the audit joins up to the raw text, and the page holds no tag or attribute of the text's."""
    text = data.decode("utf-8", "replace")
    analysis = ti.analyze(text=text)
    assert "".join(piece.text for piece in analysis.audit()) == text, "the audit loses characters"
    for statement in analysis.statements:
        for span in (*statement.public_spans, *statement.quantities):
            assert statement.text[span.start : span.end] == span.text, "a span is no slice of its statement"
    json.dumps([statement.to_dict() for statement in analysis.statements], allow_nan=False)
    json.dumps(analysis.questionnaire(), allow_nan=False)
    for page, harmless in zip(_pages(analysis), _harmless_pages(), strict=True):
        tags = _tags(page)
        assert tags.names["script"] == harmless.names["script"], "a script of the text's"
        assert tags.handlers == [], "an event handler of the text's"
    written = io.StringIO()
    write_csv(analysis.to_frame(), written)
    cells = [cell for row in csv.reader(io.StringIO(written.getvalue(), newline="")) for cell in row]
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells), "a formula in a spreadsheet"


class _Tags(HTMLParser):
    """Counts the tags of a page, and lists attributes that run something."""

    def __init__(self) -> None:
        super().__init__()
        self.names: Counter[str] = Counter()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names[tag] += 1
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def _tags(page: str) -> _Tags:
    tags = _Tags()
    tags.feed(page)
    return tags


def _pages(analysis: ti.Analysis) -> tuple[str, str]:
    return analysis.to_html(), analysis.portrait()


@cache
def _harmless_pages() -> list[_Tags]:
    return [_tags(page) for page in _pages(ti.analyze(text="Un mot."))]


def repair_text(data: bytes) -> None:
    """Sources lie in the raw text."""
    text = data.decode("utf-8", "replace")
    clean = repair(text, grid=GRID)
    assert all(0 <= start <= end <= len(text) for start, end in clean.sources(0, len(clean.text)))


def cut_statements(data: bytes) -> None:
    """Statements lie in the text."""
    text = data.decode("utf-8", "replace")
    assert all(0 <= draft.start <= draft.end <= len(text) for draft in split_statements(text, grid=GRID))


def find_quantities(data: bytes) -> None:
    """Quantities are slices of the text."""
    text = data.decode("utf-8", "replace")
    assert all(text[found.start : found.end] == found.text for found in ti.quantities(text))


def _reader(suffix: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        READERS[suffix](data, Path(f"x{suffix}"))

    return read


def _file(name: str, load: Callable[[Path], object]) -> Callable[[bytes], None]:
    def load_bytes(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            load(path)

    return load_bytes


def _office(suffix: str, part: str) -> Callable[[bytes], None]:
    """Put the bytes into an office document, in place of its main part."""

    def read(data: bytes) -> None:
        changed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(_document(suffix))) as whole, zipfile.ZipFile(changed, "w") as archive:
            for name in whole.namelist():
                archive.writestr(name, data if name == part else whole.read(name))
        READERS[suffix](changed.getvalue(), Path(f"x{suffix}"))

    return read


def _part(suffix: str, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_document(suffix))) as archive:
        return archive.read(part)


@cache
def _document(suffix: str) -> bytes:
    if suffix == ".docx":
        import docx as library

        document = library.Document()
        document.add_heading("Solidarité", 2)
        document.add_paragraph("Une vingtaine de voisins se prêtent une échelle.", style="List Bullet")
    else:
        from odfdo import Document, Header, Paragraph

        document = Document("text")
        document.body.append(Header(2, "Solidarité"))
        document.body.append(Paragraph("Une vingtaine de voisins se prêtent une échelle."))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _pdf() -> bytes:
    show = b"BT /F 12 Tf 72 720 Td (Une vingtaine de voisins dansent.) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(show), show),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, entry) for number, entry in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def load_description(path: Path) -> None:
    """Load a model whose numbers are the shipped ones."""
    from tiersimpact.classifier import load_model, shipped_folder

    (path.parent / "model.npz").symlink_to(shipped_folder() / "model.npz")
    load_model(path.parent, grid=GRID)


def load_numbers(path: Path) -> None:
    """Load a model whose description is the shipped one."""
    from tiersimpact.classifier import load_model, shipped_folder

    (path.parent / "model.json").symlink_to(shipped_folder() / "model.json")
    load_model(path.parent, grid=GRID)


def _shipped(name: str) -> bytes:
    from tiersimpact.classifier import shipped_folder

    return (shipped_folder() / name).read_bytes()


def _corpus_file() -> Path:
    return next(path for path in sorted((ROOT / "data" / "reports").glob("*.jsonl")))


def _corpus() -> bytes:
    return b"".join(_corpus_file().read_bytes().splitlines(keepends=True)[:3])


def _exchanged(format: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{FORMATS[format].suffix}"
        write_statements(load_corpus([_corpus_file()])[:2], path, format)
        return path.read_bytes()


def send_messages(data: bytes) -> None:
    """Give an annotator's desk whatever a browser may send; it refuses, and goes on."""
    from tiersimpact.annotation.opening import open_desk
    from tiersimpact.annotation.refusal import Refusal

    try:
        message = json.loads(data)
    except (ValueError, RecursionError):
        return
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(_corpus_file(), Path(folder), "lise", grid=GRID)
        try:
            desk.do(message)
            json.dumps(desk.show())
        except Refusal:
            pass
        finally:
            desk.workspace.close()


def resume_annotation(path: Path) -> None:
    """Open an annotator's folder again, whatever its journal holds."""
    from tiersimpact.annotation.opening import open_desk

    open_desk(_corpus_file(), path.parents[1], path.parent.name, grid=GRID).workspace.close()


def _journal() -> bytes:
    from tiersimpact.annotation.opening import open_desk

    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(_corpus_file(), Path(folder), "lise", grid=GRID)
        desk.workspace.close()
        return b"".join((Path(folder) / "lise" / JOURNAL).read_bytes().splitlines(keepends=True)[:4])


def resume_batch(path: Path) -> None:
    """Go on in a folder of parts, whatever its manifest holds."""
    write_partitioned([], path.parent)


def _manifest() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        write_partitioned([ROOT / "tests" / "data" / "fournil.txt"], folder)
        return (Path(folder) / MANIFEST).read_bytes()


RULES = b"""categories:
- {from: entraide, to: solidarite}
- {from: quartier, to: [cadre_de_vie, services_publics]}
publics:
- {from: habitants, to: voisins}
"""

TARGETS = {
    "analyze": Target(read_and_analyse, lambda: REPORT),
    "repair": Target(repair_text, lambda: REPORT),
    "segment": Target(cut_statements, lambda: REPORT),
    "quantities": Target(find_quantities, lambda: "Passé de 12 à 60 voisins, 1 200 € et 3,5 ETP par an".encode()),
    "txt": Target(_reader(".txt"), lambda: REPORT.decode().encode("cp1252", "replace")),
    "html": Target(_reader(".html"), lambda: b"<nav>a</nav><main><h2>Sant\xc3\xa9</h2><ul><li>moins <b>x</b></ul>"),
    "pdf": Target(_reader(".pdf"), _pdf),
    "docx": Target(_reader(".docx"), lambda: _document(".docx")),
    "docx-xml": Target(_office(".docx", "word/document.xml"), lambda: _part(".docx", "word/document.xml")),
    "docx-styles": Target(_office(".docx", "word/styles.xml"), lambda: _part(".docx", "word/styles.xml")),
    "odt": Target(_reader(".odt"), lambda: _document(".odt")),
    "odt-xml": Target(_office(".odt", "content.xml"), lambda: _part(".odt", "content.xml")),
    "grid": Target(_file("g.yaml", ti.Grid.from_yaml), lambda: (ROOT / "tests/data/fermes.yaml").read_bytes()),
    "rules": Target(_file("r.yaml", lambda path: load_migration(path, grid=GRID)), lambda: RULES),
    "manifest": Target(_file(MANIFEST, resume_batch), _manifest),
    "journal": Target(_file(f"lise/{JOURNAL}", resume_annotation), _journal),
    "corpus": Target(_file("x.jsonl", lambda path: load_corpus([path])), _corpus),
    "model-json": Target(_file("model.json", load_description), lambda: _shipped("model.json")),
    "model-npz": Target(_file("model.npz", load_numbers), lambda: _shipped("model.npz")),
    "messages": Target(send_messages, lambda: b'{"do": "go", "statement": "a:1", "token": "x", "number": 2}'),
    **{
        format: Target(
            _file(f"x{kind.suffix}", lambda path, format=format: read_statements(path, format)),
            lambda format=format: _exchanged(format),
        )
        for format, kind in FORMATS.items()
        if format != "jsonl"
    },
}
