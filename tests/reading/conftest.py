"""PDFs of two kinds: printed by headless Chromium, and written byte by byte."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zlib

import pytest

import tiersimpact as ti
from tiersimpact.repair import repair

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 18mm 15mm }} body {{ font: 11pt "DejaVu Serif", serif; margin: 0 }}
h1 {{ font-size: 20pt }} h2 {{ font-size: 14pt }} {style}</style><body>{body}</body></html>"""


@pytest.fixture(scope="session")
def print_pdf(tmp_path_factory):
    """Print a page, the same page only once."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    folder = tmp_path_factory.mktemp("printed")
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}"]

    def print_(body, style=""):
        page = PAGE.format(style=style, body=body)
        source = folder / f"{hashlib.sha1(page.encode()).hexdigest()}.html"
        pdf = source.with_suffix(".pdf")
        if not pdf.exists():
            source.write_text(page, encoding="utf-8")
            command = [chromium, *flags, f"--print-to-pdf={pdf}", source.as_uri()]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        return pdf

    return print_


@pytest.fixture(scope="session")
def blocks():
    """The blocks of a file's repaired text."""

    def blocks_(path):
        return [line for line in repair(ti.read(path).text).text.splitlines() if line]

    return blocks_


HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
FIRST_EXTRA = 6


def stream(data, entries=b"", *, packed=False):
    """A stream object; its extra entries are PDF syntax."""
    if packed:
        data, entries = zlib.compress(data), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def show(*lines, size=12, x=72, top=750):
    """Operators that write lines one below the other."""
    rows = (b"1 0 0 1 %d %d Tm (%s) Tj " % (x, top - 16 * i, line.encode("cp1252")) for i, line in enumerate(lines))
    return b"BT /F1 %d Tf %s ET\n" % (size, b"".join(rows))


def build_pdf(*contents, font=HELVETICA, resources=b"", extra=(), packed=False, box=b"0 0 595 842", entries=b""):
    """A PDF of one page for each content stream; extra objects are numbered behind the pages."""
    count = len(contents)
    first = 4 + 2 * count
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(count))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), font]
    for i, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> %s >> %s >>" % (box, 5 + 2 * i, resources, entries),
            stream(content, packed=packed),
        ]
    assert not extra or first == FIRST_EXTRA, "extra objects go with one page"
    objects += extra
    data, offsets = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(data))
    )


@pytest.fixture
def make_pdf(tmp_path):
    """Write a PDF of given content streams."""

    def make(*contents, **options):
        path = tmp_path / "rapport.pdf"
        path.write_bytes(build_pdf(*contents, **options))
        return path

    make.show, make.stream = show, stream
    return make
