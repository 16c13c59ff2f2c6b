"""Bad input: one clear line that names the file and the mend."""

from __future__ import annotations

import os

import pytest

import tiersimpact as ti

ENGLISH = "The neighbours share their tools with one another, and the children of the street learn how to cook. " * 8
SPANISH = "Los vecinos comparten las herramientas con la gente del barrio, y los niños aprenden a cocinar juntos. " * 8
GERMAN = "Die Nachbarn teilen ihre Werkzeuge miteinander, und die Kinder der Straße lernen das Kochen im Hof. " * 8
ITALIAN = "I vicini condividono gli attrezzi con la gente della via, e i bambini imparano a cucinare nel cortile. " * 8
FRENCH = "Les voisins partagent leurs outils avec les gens de la rue, et des enfants y apprennent la cuisine. " * 8


def _write(name, data):
    def make(folder):
        path = folder / name
        path.write_bytes(data)
        return path

    return make


def _folder(folder):
    path = folder / "dossier.txt"
    path.mkdir()
    return path


def _gigantic(folder):
    path = folder / "enorme.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # sparse: takes no room
    return path


BAD = [
    pytest.param(_write("vide.txt", b""), "empty", id="empty"),
    pytest.param(_write("blanc.txt", b" \n\t\r\n" * 50), "no text", id="blank"),
    pytest.param(_write("bom.txt", b"\xef\xbb\xbf"), "no text", id="byte-order-mark-only"),
    pytest.param(_folder, "folder", id="directory"),
    pytest.param(lambda folder: folder / "absent.txt", "no such file", id="missing"),
    pytest.param(lambda folder: folder / f"{'long' * 100}.txt", "", id="name-too-long"),
    pytest.param(_write("photo.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40), "JPEG", id="jpeg"),
    pytest.param(_write("image.md", b"\x89PNG\r\n\x1a\n" + bytes(500)), "PNG", id="png"),
    pytest.param(_write("scan.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "PDF", id="pdf-named-txt"),
    pytest.param(_write("doc.txt", b"PK\x03\x04" + bytes(100)), "office", id="docx-named-txt"),
    pytest.param(_write("zero.txt", bytes(5000)), "binary", id="zeros"),
    pytest.param(_write("bruit.txt", bytes(range(1, 256)) * 20), "binary", id="noise"),
    pytest.param(_gigantic, "50 MB", id="gigantic"),
    pytest.param(_write("english.txt", ENGLISH.encode()), "French", id="english"),
    pytest.param(_write("espanol.txt", SPANISH.encode()), "French", id="spanish"),
    pytest.param(_write("deutsch.md", GERMAN.encode()), "French", id="german"),
    pytest.param(_write("italiano.html", ITALIAN.encode()), "French", id="italian"),
    pytest.param(_write("rapport.xyz", FRENCH.encode()), "xyz", id="unknown-extension"),
    pytest.param(_write("rapport", FRENCH.encode()), "cannot be read", id="no-extension"),
]


@pytest.mark.parametrize(("make", "says"), BAD)
def test_one_clear_line(tmp_path, make, says):
    path = make(tmp_path)
    with pytest.raises(ti.ReadError) as caught:
        ti.analyze(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert says in message
    assert "\n" not in message
    assert message.count(". ") >= 1, "the mend is missing"


@pytest.mark.parametrize(("make", "says"), BAD)
def test_the_command_line_names_the_file_and_ends_with_1(tmp_path, run, make, says):
    path = make(tmp_path)
    result = run("analyze", path)
    assert result.code == 1
    assert result.out == ""
    assert result.err.startswith(f"tiersimpact: {path}: ")
    assert says in result.err
    assert "Traceback" not in result.err
    assert len(result.err.splitlines()) <= 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_named(tmp_path):
    path = _write("prive.txt", FRENCH.encode())(tmp_path)
    path.chmod(0)
    with pytest.raises(ti.ReadError, match="permissions"):
        ti.analyze(path)


@pytest.mark.parametrize("text", ["", " \n ", "\ud800 les voisins", "des b\udce9n\udce9voles"])
def test_a_string_that_is_no_text(text):
    with pytest.raises(ti.ReadError, match=r"^text: ") as caught:
        ti.analyze(text=text)
    assert "\n" not in str(caught.value)


def test_a_gigantic_string():
    with pytest.raises(ti.ReadError, match="Cut it"):
        ti.analyze(text="mot " * 8_000_000)


@pytest.mark.parametrize("text", [ENGLISH, SPANISH, GERMAN, ITALIAN], ids=["english", "spanish", "german", "italian"])
def test_a_foreign_string_names_the_report(text):
    with pytest.raises(ti.ReadError, match=r"^la-grange: it does not read like French"):
        ti.analyze(text=text, name="la-grange")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FRENCH, id="prose"),
        pytest.param("\n".join(["- prêts d'outils", "- courses communes", "- troc de graines"] * 30), id="list"),
        pytest.param("Jane, Tom, Ann and Will.", id="short"),
        pytest.param(FRENCH + "The neighbours share their tools. " * 3, id="quotes-english"),
    ],
)
def test_french_is_read(text):
    assert ti.analyze(text=text).statements


def test_errors_survive_a_process_border():
    import pickle

    error = ti.ReadError("a.txt", "it is blue", "Paint it.")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.mend) == (ti.ReadError, "a.txt: it is blue. Paint it.", "Paint it.")
