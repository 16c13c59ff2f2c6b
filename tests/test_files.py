"""Files are written aside, then renamed."""

from __future__ import annotations

import os

import pytest

import tiersimpact as ti
from tiersimpact.files import written_aside


def test_a_file_appears_when_it_is_whole(tmp_path):
    path = tmp_path / "sortie.txt"
    with written_aside(path) as aside:
        aside.write_text("un mot")
        assert not path.exists()
        assert aside.parent == tmp_path
    assert path.read_text() == "un mot"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_interrupted_write_leaves_nothing(tmp_path, error):
    def write():
        with written_aside(tmp_path / "sortie.txt") as aside:
            aside.write_text("la moit")
            raise error

    with pytest.raises(error):
        write()
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_keeps_the_old_file(tmp_path):
    path = tmp_path / "sortie.txt"
    path.write_text("avant")

    def write():
        with written_aside(path) as aside:
            aside.write_text("la moit")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()
    assert path.read_text() == "avant"
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_is_replaced(tmp_path):
    path = tmp_path / "sortie.txt"
    path.write_text("avant")
    with written_aside(path) as aside:
        aside.write_text("après")
    assert path.read_text() == "après"


def test_a_full_disk_is_one_clear_line(tmp_path):
    def write():
        with written_aside(tmp_path / "sortie.txt"):
            raise OSError(28, "No space left on device")

    with pytest.raises(ti.TiersImpactError, match=r"sortie\.txt: cannot write the file \(No space left on device\)"):
        write()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", [".", "absent/sortie.txt", "n" * 300, "n/" * 3000, "sor\0tie.txt"])
def test_where_nothing_can_be_written(tmp_path, where):
    def write():
        with written_aside(tmp_path / where):
            pytest.fail("never entered")

    with pytest.raises(ti.TiersImpactError) as caught:
        write()
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_leads_to_no_other_file(tmp_path):
    elsewhere, link = tmp_path / "ailleurs.txt", tmp_path / "sortie.txt"
    elsewhere.write_text("avant")
    link.symlink_to(elsewhere)
    with written_aside(link) as aside:
        aside.write_text("après")
    assert (link.is_symlink(), link.read_text(), elsewhere.read_text()) == (False, "après", "avant")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_device_is_not_replaced_by_a_file(tmp_path):
    path = tmp_path / "tube"
    os.mkfifo(path)

    def write():
        with written_aside(path):
            pytest.fail("never entered")

    with pytest.raises(ti.TiersImpactError, match="no ordinary file"):
        write()
    assert path.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="no modes")
def test_the_mode_is_the_user_s(tmp_path):
    path = tmp_path / "sortie.txt"
    before = os.umask(0o027)
    try:
        with written_aside(path) as aside:
            aside.write_text("un mot")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_long_name_can_be_written(tmp_path):
    path = tmp_path / f"{'n' * 245}.csv"
    with written_aside(path) as aside:
        aside.write_text("un mot")
    assert path.read_text() == "un mot"
