"""Word and OpenDocument files: styles, lists, tables, text boxes, tracked changes; broken and hostile archives."""

from __future__ import annotations

import io
import random
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import tiersimpact as ti
from tiersimpact.errors import ReadError
from tiersimpact.reading import LeftOut

odfdo = pytest.importorskip("odfdo")

W = nsdecls("w")


def save(document, folder, name="rapport.docx"):
    path = folder / name
    document.save(path)
    return path


def test_styles_lists_and_tables_of_word(tmp_path):
    document = docx.Document()
    document.add_heading("La grange", 0)
    document.add_heading("Lien social", 1)
    document.add_paragraph("Ces échanges ont été constatés :")
    document.add_paragraph("visiteurs", style="List Bullet")
    document.add_paragraph("bénévoles", style="List Number")
    document.add_paragraph("Une fanfare\nest née.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells], ["Lieu", "Ferme", "Année", "2019"], strict=True
    ):
        cell.text = text
    assert ti.read(save(document, tmp_path)).text == (
        "# La grange\n# Lien social\n\nCes échanges ont été constatés :\n- visiteurs\n- bénévoles\n\n"
        "Une fanfare\nest née.\n\nLieu\n\nFerme\n\nAnnée\n\n2019\n"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [("Titre 2", "## Santé\n"), ("Titre", "# Santé\n"), ("Puces", "- Santé\n"), ("Corps de texte", "Santé\n")],
)
def test_french_style_names(tmp_path, name, text):
    document = docx.Document()
    document.styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Santé", style=name)
    assert ti.read(save(document, tmp_path)).text == text


def test_a_style_takes_after_the_one_it_is_based_on(tmp_path):
    document = docx.Document()
    style = document.styles.add_style("Rubrique", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 3"]
    document.add_paragraph("Santé", style="Rubrique")
    assert ti.read(save(document, tmp_path)).text == "### Santé\n"


BOX = f"""<w:r {nsdecls("w", "wp", "a")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>
<w:txbxContent><w:p><w:r><w:t>Un encadré.</w:t></w:r></w:p></w:txbxContent></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Un encadré.</w:t></w:r></w:p></w:txbxContent></v:textbox>
</w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param(BOX, "Voici\n\nUn encadré.\n", id="text-box-once"),
        pytest.param(f"<w:del {W}><w:r><w:delText>non</w:delText></w:r></w:del>", "Voici\n", id="deleted"),
        pytest.param(f"<w:ins {W}><w:r><w:t> ajouté</w:t></w:r></w:ins>", "Voici ajouté\n", id="inserted"),
        pytest.param(f"<w:hyperlink {W}><w:r><w:t> le lien</w:t></w:r></w:hyperlink>", "Voici le lien\n", id="link"),
        pytest.param(f"<w:r {W}><w:instrText>PAGE</w:instrText></w:r>", "Voici\n", id="field-code"),
        pytest.param(f"<w:r {W}><w:t>vivre</w:t><w:noBreakHyphen/><w:t>là</w:t></w:r>", "Voicivivre-là\n", id="hyphen"),
        pytest.param(
            f"<w:sdt {W}><w:sdtContent><w:r><w:t> réponse</w:t></w:r></w:sdtContent></w:sdt>",
            "Voici réponse\n",
            id="control",
        ),
    ],
)
def test_inside_a_paragraph(tmp_path, xml, text):
    document = docx.Document()
    document.add_paragraph("Voici")._p.append(parse_xml(xml))
    assert ti.read(save(document, tmp_path)).text == text


def test_what_is_no_report_is_listed(tmp_path):
    document = docx.Document()
    document.add_paragraph("Un mot.").add_run("caché").font.hidden = True
    document.sections[0].header.paragraphs[0].text = "La grange, bilan"
    source = ti.read(save(document, tmp_path))
    assert source.text == "Un mot.\n"
    assert source.left_out == (LeftOut("hidden", "caché"), LeftOut("running header or footer", "La grange, bilan"))


def test_opendocument(tmp_path):
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "La grange"))
    document.body.append(odfdo.Header(2, "Lien social"))
    paragraph = odfdo.Paragraph("Une fanfare\nest née.")
    paragraph.insert_note(after="fanfare", note_id="n1", citation="1", body="en 2019")
    document.body.append(paragraph)
    document.body.append(odfdo.List(["visiteurs", "bénévoles"]))
    table = odfdo.Table("t", width=2, height=2)
    table.set_values([["Lieu", "Ferme"], ["Année", "2019"]])
    document.body.append(table)
    document.save(tmp_path / "rapport.odt")
    source = ti.read(tmp_path / "rapport.odt")
    assert source.text == (
        "# La grange\n## Lien social\n\nUne fanfare\nest née.\n- visiteurs\n- bénévoles\n\n"
        "Lieu\n\nFerme\n\nAnnée\n\n2019\n"
    )
    assert [item.reason for item in source.left_out] == ["footnote"]


def _archive(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return data.getvalue()


def _with_parts(parts):
    """A Word document of which some parts are replaced, and some added."""
    data, source = io.BytesIO(), io.BytesIO()
    docx.Document().save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name, text in ({name: old.read(name) for name in old.namelist()} | parts).items():
            new.writestr(name, text)
    return data.getvalue()


def _with_body(body, entities=""):
    text = f"<!DOCTYPE x [{entities}]><w:document {W}><w:body>{body}</w:body></w:document>"
    return _with_parts({"word/document.xml": text})


def _of_version(version):
    """A Word document packed by a later version of the format."""
    data = bytearray(_with_parts({}))
    at = data.find(b"PK\x01\x02")
    data[at + 6] = version
    return bytes(data)


LAUGHS = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "password", id="old-or-locked"),
        pytest.param(b"Les voisins partagent leurs outils.", "broken", id="no-archive"),
        pytest.param(_archive(readme="Les voisins"), "broken", id="another-archive"),
        pytest.param(_archive(word__document="x")[:60], "broken", id="truncated"),
        pytest.param(_of_version(130), "broken", id="later-version"),
        pytest.param(_archive(**{"content.xml": "<a>" + " " * 70_000_000}), "unpacks", id="bomb"),
    ],
)
def test_one_clear_line(tmp_path, suffix, data, says):
    path = tmp_path / f"rapport{suffix}"
    path.write_bytes(data)
    with pytest.raises(ti.ReadError) as caught:
        ti.read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_entity_bomb_is_refused(tmp_path):
    path = tmp_path / "rapport.docx"
    path.write_bytes(_with_body("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", LAUGHS))
    with pytest.raises(ti.ReadError, match="broken"):
        ti.read(path)


def test_an_outside_entity_is_not_read(tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    path = tmp_path / "rapport.docx"
    entity = f'<!ENTITY j SYSTEM "{(tmp_path / "secret.txt").as_uri()}">'
    path.write_bytes(_with_body("<w:p><w:r><w:t>Un mot.&j;</w:t></w:r></w:p>", entity))
    assert ti.read(path).text == "Un mot.\n"


RELATED = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{}</Relationships>"


def test_parts_that_lead_from_one_to_the_next_without_end_are_refused(tmp_path):
    path = save(docx.Document(), tmp_path)
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
    chain = {"[Content_Types].xml": types.replace("</Types>", "<Default Extension='bin' ContentType='a/b'/></Types>")}
    for number in range(1500):
        link = f"<Relationship Id='r' Type='x' Target='{number + 1}.bin'/>"
        chain |= {f"word/{number}.bin": "x", f"word/_rels/{number}.bin.rels": RELATED.format(link)}
    chain |= {"word/1500.bin": "x", "word/_rels/document.xml.rels": RELATED.format(link.replace("1500", "0"))}
    path.write_bytes(_with_parts(chain))
    with pytest.raises(ti.ReadError, match="broken"):
        ti.read(path)


def test_a_bomb_under_the_name_of_a_picture_is_refused(tmp_path):
    path = tmp_path / "rapport.docx"
    path.write_bytes(_with_parts({"word/media/photo.png": f"<w:document {W}>" + "<a/>" * 16_000_000}))
    with pytest.raises(ti.ReadError, match="unpacks"):
        ti.read(path)


def test_pictures_may_be_large(tmp_path, monkeypatch):
    monkeypatch.setattr("tiersimpact.reading.office.MAX_XML", 1_000_000)
    document = docx.Document()
    document.add_paragraph("Un mot.")
    path = save(document, tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/photo.png", random.Random(0).randbytes(2_000_000))
    assert ti.read(path).text == "Un mot.\n"


def test_a_locked_opendocument(tmp_path):
    path = tmp_path / "rapport.odt"
    path.write_bytes(_archive(**{"META-INF__manifest.xml": "<manifest:encryption-data/>", "content.xml": "<a/>"}))
    with pytest.raises(ti.ReadError, match="password"):
        ti.read(path)


def test_a_member_that_ends_before_its_time(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    cut = bytearray(data.getvalue())
    sizes = cut.index(b"PK\x01\x02") + 20  # in the archive's list: packed, unpacked
    cut[sizes : sizes + 8] = (5_000).to_bytes(4, "little") * 2
    with pytest.raises(EOFError), zipfile.ZipFile(io.BytesIO(cut)) as archive:
        archive.read("META-INF/manifest.xml")
    path = tmp_path / "bilan.odt"
    path.write_bytes(cut)
    with pytest.raises(ReadError, match="broken"):
        ti.read(path)
