"""PDFs that are faulty, locked or made to harm: what can be read is read, the rest gets one clear line."""

from __future__ import annotations

import pytest
from pypdf import PdfReader, PdfWriter

import tiersimpact as ti
from tiersimpact.reading.pdf import limits

SENTENCES = ("Les voisins partagent leurs outils.", "Une fanfare est née au comptoir du café.")


def lines(path):
    return [line for line in ti.read(path).text.splitlines() if line]


def test_a_plain_page(make_pdf):
    path = make_pdf(make_pdf.show(*SENTENCES))
    source = ti.read(path)
    assert source.text == "Les voisins partagent leurs outils.\n\nUne fanfare est née au comptoir du café.\n\n"
    assert (source.name, source.warnings, source.left_out) == ("rapport", (), ())


def test_text_drawn_twice_is_read_once(make_pdf):
    bold = (
        make_pdf.show("Les balles et les allées.") + b"1 0 0 1 0.3 0 cm " + make_pdf.show("Les balles et les allées.")
    )
    assert lines(make_pdf(bold)) == ["Les balles et les allées."]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_upright(make_pdf, angle):
    path = make_pdf(make_pdf.show(*SENTENCES), entries=b"/Rotate %d" % angle)
    turned = {90: "0 -1 1 0 0 595", 180: "-1 0 0 -1 595 842", 270: "0 1 -1 0 842 0"}[angle].encode()
    assert ti.read(path).text == ti.read(make_pdf(make_pdf.show(*SENTENCES))).text
    # drawn turned back, so that it stands upright on the turned page: the box is the one that the reader sees
    box = b"0 0 842 595" if angle != 180 else b"0 0 595 842"
    upright = ti.read(make_pdf(turned + b" cm " + make_pdf.show(*SENTENCES), box=box, entries=b"/Rotate %d" % angle))
    plain = ti.read(make_pdf(make_pdf.show(*SENTENCES)))
    assert upright.text == plain.text
    assert upright.places[0].box == pytest.approx(plain.places[0].box, abs=1)


def test_text_outside_the_page_is_listed(make_pdf):
    path = make_pdf(make_pdf.show(SENTENCES[0]) + make_pdf.show("Mention de coupe", x=700))
    assert lines(path) == [SENTENCES[0]]
    assert [(item.reason, item.text) for item in ti.read(path).left_out] == [("outside the page", "Mention de coupe")]


def test_a_page_number_on_a_single_page_is_dropped(make_pdf):
    path = make_pdf(make_pdf.show(*SENTENCES) + make_pdf.show("- 1 -", x=290, top=30))
    assert lines(path) == list(SENTENCES)
    assert [item.text for item in ti.read(path).left_out] == ["- 1 -"]


def _retouch(path, change):
    """Change the fonts' Unicode tables of a printed PDF."""
    writer = PdfWriter(clone_from=PdfReader(path))
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():
            change(font.get_object())
    target = path.with_name(f"{path.stem}-{change.__name__}.pdf")
    writer.write(target)
    return target


def _nameless(font):
    del font["/ToUnicode"]


TEXT = (
    "<h2>Santé</h2><p>Les habitants du quartier se retrouvent au café pour parler de leurs difficultés et souffler.</p>"
)


def test_fonts_that_do_not_name_their_glyphs_are_read_with_pdfplumber(print_pdf, blocks):
    path = _retouch(print_pdf(TEXT), _nameless)
    assert blocks(path) == blocks(print_pdf(TEXT))
    assert ti.read(path).warnings == ("page 1: read with pdfplumber, because pdfium did not find French words",)


@pytest.mark.parametrize("code", ["FFFD", "0000", "0001"])
def test_lost_ligatures_are_repaired(print_pdf, blocks, code):
    def lost(font):
        table = font["/ToUnicode"].get_object()
        data = table.get_data()
        for ligature in (b"006600660069", b"00660066", b"00660069"):
            data = data.replace(b"<%s>" % ligature, b"<%s>" % code.encode())
        table.set_data(data)

    assert blocks(_retouch(print_pdf(TEXT), lost)) == blocks(print_pdf(TEXT))


def _locked(make_pdf):
    path = make_pdf(make_pdf.show(*SENTENCES))
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)
    return path


def _truncated(make_pdf):
    path = make_pdf(make_pdf.show(*SENTENCES))
    path.write_bytes(path.read_bytes()[:500])
    return path


def _no_pdf(make_pdf):
    path = make_pdf()
    path.write_text("Les voisins partagent leurs outils.", encoding="utf-8")
    return path


IMAGE = b"/XObject << /I 6 0 R >>"
PIXEL = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"


def _form(number, content):
    resources = b"<< /Font << /F1 3 0 R >> /XObject << /X %d 0 R >> >>" % number
    return content, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources " + resources


def _laughs(make_pdf):
    """Ten forms, each of which draws the next one ten times."""
    forms = [make_pdf.stream(*_form(7 + level, b"/X Do " * 10)) for level in range(11)]
    forms.append(make_pdf.stream(*_form(6, make_pdf.show(SENTENCES[0]))))
    return make_pdf(b"/X Do", resources=b"/XObject << /X 6 0 R >>", extra=forms)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        pytest.param(_locked, "password", id="locked"),
        pytest.param(_truncated, "broken", id="truncated"),
        pytest.param(_no_pdf, "no PDF", id="no-pdf"),
        pytest.param(
            lambda make: make(b"/I Do", resources=IMAGE, extra=[make.stream(b"0", PIXEL)]), "OCR", id="scanned"
        ),
        pytest.param(lambda make: make(b"", b"", b""), "3 pages hold no text", id="blank"),
        pytest.param(lambda make: make(*[b""] * (limits.MAX_PAGES + 1)), "more than 500", id="pages"),
        pytest.param(lambda make: make(make.show(*["a" * 30_000] * 2), packed=True), "more than 50,000", id="glyphs"),
        pytest.param(lambda make: make(b" " * 200_000_000, packed=True), "no text", id="packed"),
    ],
)
def test_one_clear_line(make_pdf, make, says):
    path = make(make_pdf)
    with pytest.raises(ti.ReadError) as caught:
        ti.read(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda make: make(make.show(SENTENCES[0]), box=b"0 0 14400000 14400000"), id="huge-page"),
        pytest.param(lambda make: make(b"q " * 1_000_000 + make.show(SENTENCES[0]), packed=True), id="deep-states"),
        pytest.param(
            lambda make: make(
                make.show(SENTENCES[0]) + b"/X Do",
                resources=b"/XObject << /X 6 0 R >>",
                extra=[make.stream(*_form(6, b"/X Do"))],
            ),
            id="form-that-draws-itself",
        ),
    ],
)
def test_odd_but_readable(make_pdf, make):
    assert lines(make(make_pdf)) == [SENTENCES[0]]


def test_what_grows_without_end_is_stopped(make_pdf, monkeypatch):
    monkeypatch.setattr(limits, "MAX_WAIT_SECONDS", 3)
    with pytest.raises(ti.ReadError, match="more time or memory than any report"):
        ti.read(_laughs(make_pdf))


def test_scanned_pages_among_others_are_named(make_pdf):
    text = make_pdf.show(*SENTENCES)
    path = make_pdf(text)
    scan = PdfReader(make_pdf(b"/I Do", resources=IMAGE, extra=[make_pdf.stream(b"0", PIXEL)]))
    writer = PdfWriter()
    path = make_pdf(text)
    for page in (PdfReader(path).pages[0], *[PdfWriter(clone_from=scan).pages[0]] * 2):
        writer.add_page(page)
    writer.write(path)
    assert ti.read(path).warnings == ("pages 2-3: no text; if scanned, run text recognition (OCR) first",)


def test_a_bad_pdf_does_not_stop_the_others(make_pdf, tmp_path, fournil):
    path = _truncated(make_pdf)
    errors = []
    found = list(ti.analyze_many([path, fournil], on_error=lambda path, error: errors.append(path)))
    assert errors == [path]
    assert [analysis.report for analysis in found] == ["fournil"]
