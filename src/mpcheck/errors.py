"""Errors that mpcheck reports to its user: each names the cause and a cure."""

from __future__ import annotations

from collections.abc import Iterable


class MpcheckError(Exception):
    """Something that was asked for cannot be done.

    ``message`` says what and why, ``cure`` what the user can do about it, ``path`` and ``line``
    (1-based) where it lies, if it lies in a file.  The command line prints it and exits with 2.
    """

    def __init__(self, message: str, *, cure: str = "", path: str | None = None, line: int | None = None) -> None:
        super().__init__(message, cure, path, line)
        self.message = message
        self.cure = cure
        self.path = path
        self.line = line

    def __reduce__(self) -> tuple[object, ...]:
        # The default replays args positionally, which keyword-only parameters refuse.
        return _rebuild, (type(self), self.message, self.cure, self.path, self.line)

    def __str__(self) -> str:
        where = "" if self.path is None else f"{self.path}: " if self.line is None else f"{self.path}:{self.line}: "
        return f"{where}{self.message}" + (f" ({self.cure})" if self.cure else "")


class UsageError(MpcheckError):
    """The command line or the configuration asks for something that does not exist."""


def _rebuild(kind: type[MpcheckError], message: str, cure: str, path: str | None, line: int | None) -> MpcheckError:
    return kind(message, cure=cure, path=path, line=line)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """A question that names the valid word nearest to ``word``, or the list of all that are valid."""
    import difflib

    known = sorted(words)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else "valid: " + ", ".join(known)
