"""The journal keeps every event, whatever happens in the middle of a write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

import tiersimpact as ti
from tiersimpact.annotation.journal import Journal

OPEN = {"action": "open"}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "journal.log"


def write(path, *events):
    journal = Journal(path)
    for event in events:
        journal.append(event)
    journal.close()


def read(path):
    journal = Journal(path)
    journal.close()
    return journal.events, journal.torn


def test_events_come_back_in_order(path):
    write(path, OPEN, {"action": "accept", "words": "déjà 🎉\u2028 « oui »"})
    write(path, OPEN)
    assert read(path) == ([OPEN, {"action": "accept", "words": "déjà 🎉\u2028 « oui »"}, OPEN], 0)


@pytest.mark.parametrize("cut", range(1, 30))
def test_a_torn_last_line_is_told_and_stays_in_the_file(path, cut):
    write(path, OPEN, {"action": "accept", "words": "déjà 🎉"})
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    complete = cut == 1  # only the end of line is missing
    assert read(path) == ([OPEN, {"action": "accept", "words": "déjà 🎉"}] if complete else [OPEN], not complete)
    write(path, OPEN, {"action": "skip"})
    assert [event["action"] for event in read(path)[0]][-2:] == ["open", "skip"]
    assert path.read_bytes().startswith(whole[:-cut])


def test_a_broken_line_in_the_middle_is_refused(path):
    path.write_text('{"action": "open"}\nnon\n{"action": "accept"}\n')
    with pytest.raises(ti.CorpusError, match=r"journal.log:2: this line is no event"):
        Journal(path)


FULL_DISK = """
import resource, sys
from pathlib import Path
from tiersimpact.annotation.journal import Journal
from tiersimpact.errors import CorpusError
path = Path(sys.argv[1])
journal = Journal(path)
journal.append({"action": "open"})
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10, resource.RLIM_INFINITY))
try:
    journal.append({"action": "accept", "words": "trop long pour ce disque"})
except CorpusError as error:
    print(error)
assert path.stat().st_size == size, "half a line was left"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
journal.append({"action": "accept", "words": "de nouveau"})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits")
def test_a_full_disk_is_told_and_leaves_nothing_half(path):
    result = subprocess.run([sys.executable, "-c", FULL_DISK, path], capture_output=True, text=True, check=True)
    assert "could not be written" in result.stdout
    assert "repeat the last click" in result.stdout
    assert read(path) == ([OPEN, {"action": "accept", "words": "de nouveau"}], 0)


WRITER = """
import sys
from pathlib import Path
from tiersimpact.annotation.journal import Journal
journal = Journal(Path(sys.argv[1]))
journal.append({"action": "open"})
number = 0
while True:
    journal.append({"action": "accept", "number": number, "words": "x" * 5000})
    print(number, flush=True)
    number += 1
"""


def test_what_was_told_as_written_survives_a_kill(path):
    writer = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True)
    with writer:
        for _ in range(20):
            told = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        told = max([told, *map(int, writer.stdout.read().split())])
    events, torn = read(path)
    assert [event["number"] for event in events[1:]] == list(range(len(events) - 1))
    assert len(events) - 1 > told
    assert torn in (0, 1)
