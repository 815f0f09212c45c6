"""argparse, with errors that name the nearest valid word."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Sequence
from typing import Any, NoReturn

from mpcheck.errors import UsageError, did_you_mean


class Parser(argparse.ArgumentParser):
    """A parser that raises `UsageError` and never exits but for --help."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_abbrev=False, **kwargs)

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, cure=f"{self.prog} --help lists the options")

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """Parse a whole command line.  Raises `UsageError`."""
        parsed, unknown = self.parse_known_args(words)
        if unknown:
            word = unknown[0].partition("=")[0]
            options = [option for option in self._option_string_actions if len(option) > 2]
            raise UsageError(f"there is no option {word!r}", cure=did_you_mean(word, options))
        return parsed


def one_of(words: Collection[str]) -> Callable[[str], str]:
    """An argument type: one of the words."""

    def convert(word: str) -> str:
        if word not in words:
            raise argparse.ArgumentTypeError(f"there is no {word!r}; {did_you_mean(word, words)}")
        return word

    return convert


def positive(text: str) -> int:
    """An argument type: a number of at least 1."""
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of at least 1")
    return int(text)
