"""Where a report goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable
from typing import IO

from mpcheck.errors import MpcheckError
from mpcheck.findings import ScanResult, Severity

Writer = Callable[[IO[str]], None]


def write(path: str | None, writer: Writer) -> None:
    """Let the writer write to a file, or to standard output where the path is None.

    Raises `MpcheckError` where that is impossible, `OSError` where nobody reads standard output any more.
    """
    try:
        if path is None:
            writer(sys.stdout)
            sys.stdout.flush()
        elif os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):
            with open(path, "w", encoding="utf-8", errors="backslashreplace") as stream:
                writer(stream)  # a pipe or a device cannot be replaced
        else:
            _replace(os.path.realpath(path), writer)
    except OSError as error:
        if is_closed_pipe(error):
            raise
        name = path or "standard output"
        raise MpcheckError(
            f"the report cannot be written: {error.strerror}", path=name, cure="name a file that can be written"
        ) from error


def is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of standard output has left; Windows says that an argument is invalid."""
    return error.errno == (errno.EINVAL if os.name == "nt" else errno.EPIPE)


def _replace(path: str, writer: Writer) -> None:
    import tempfile

    descriptor, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".mpcheck-")
    try:
        with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as stream:
            writer(stream)
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _mode(path: str) -> int:
    """The permissions of the file that is replaced, or those of a new one."""
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except FileNotFoundError:
        mask = os.umask(0)  # there is no other way to learn it
        os.umask(mask)
        return 0o666 & ~mask


def summary(result: ScanResult) -> str:
    """The last line: files, lines, findings by severity, time."""
    counts = Counter(finding.severity for finding in result.findings)
    found = ", ".join(_count(counts[severity], severity.value) for severity in Severity if counts[severity])
    unchecked = f"; {_count(len(result.errors), 'thing')} could not be checked" if result.errors else ""
    files, lines = _count(result.files, "file"), _count(result.lines, "line")
    return f"Scanned {files} ({lines}) in {result.seconds:.2f} s: {found or 'nothing found'}{unchecked}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
