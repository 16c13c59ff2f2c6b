"""Files are written aside, then renamed: a reader never sees half of one."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import TiersImpactError


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; rename it on success, remove it on failure.

    Parameters
    ----------
    path : Path
        Where the file shall be.

    Yields
    ------
    Path
        Where to write it.

    Raises
    ------
    TiersImpactError
        If the folder is missing or cannot be written to, or `path` is a folder, a device or no name of a file.
    """
    try:
        _check_kind(path)
        handle, name = tempfile.mkstemp(prefix=".tiersimpact-", suffix=".tmp", dir=path.parent)
        os.close(handle)
    except ValueError as error:  # a NUL in it
        raise TiersImpactError(path, "no file can have that name", "Choose another name.") from error
    except OSError as error:
        raise TiersImpactError(path, f"cannot write there ({error.strerror})", "Choose another place.") from error
    aside = Path(name)
    try:
        yield aside
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.chmod(0o666 & ~_umask())
        aside.replace(path)
    except OSError as error:
        raise TiersImpactError(
            path, f"cannot write the file ({error.strerror})", "Free some space or choose another folder."
        ) from error
    finally:
        aside.unlink(missing_ok=True)


def _check_kind(path: Path) -> None:
    """Refuse what renaming would put a file in the place of: a folder, a device (/dev/null), a pipe."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise TiersImpactError(path, "the output is a folder", "Give a file name in it.")
    if not stat.S_ISREG(mode):
        raise TiersImpactError(path, "the output is no ordinary file", "Give a file name, or write to stdout.")


def _umask() -> int:
    """The process's file mode mask; reading it means setting it for an instant."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
