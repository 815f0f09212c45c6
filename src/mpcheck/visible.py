"""Text that cannot fake a report: names, messages and source come from hostile files."""

from __future__ import annotations


def visible(text: str, keep: str = "") -> str:
    r"""The text with every character that is not printable, but for those in ``keep``, as an escape such as ``\x1b``.

    That covers control characters, line ends, bidirectional marks, zero-width characters and lone
    surrogates.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in keep else escape(char) for char in text)


def escape(char: str) -> str:
    """One character in the notation of Python's string literals."""
    return char.encode("unicode_escape").decode("ascii")
