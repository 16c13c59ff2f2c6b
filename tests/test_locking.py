"""One process at a time holds a lock, and it dies with its process."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tiersimpact.locking import Lock, LockedError

HOLDER = """
import sys, time
from pathlib import Path
from tiersimpact.locking import Lock
lock = Lock(Path(sys.argv[1]), "annotator omar", mend="")
print("held", flush=True)
time.sleep(60)
"""


def test_a_lock_names_its_holder_and_dies_with_it(tmp_path):
    path = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, path], stdout=subprocess.PIPE, text=True)
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match=rf"in use by annotator omar \(process {holder.pid} on .* Close it there"):
            Lock(path, "annotator lise", mend="Close it there.")
        holder.kill()
    with Lock(path, "annotator lise", mend="Close it there."):
        assert json.loads(path.read_text())["holder"] == "annotator lise"
