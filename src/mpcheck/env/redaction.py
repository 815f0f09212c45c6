"""Take out of a report what should not leave this machine: its user, its name, its secrets."""

from __future__ import annotations

import getpass
import os
import platform
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from mpcheck.env.survey import Interpreter

#: Names that say nothing about whose machine it is, and are words besides.
_ANYBODY = {
    "root",
    "user",
    "admin",
    "administrator",
    "runner",
    "ubuntu",
    "vagrant",
    "docker",
    "python",
    "test",
    "localhost",
}
_SECRET_NAME = re.compile(r"TOKEN|SECRET|PASSW|CREDENTIAL|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|AUTH", re.IGNORECASE)
_SHORTEST_SECRET = 8  # characters; a shorter value is a word that stands elsewhere too
_TOKENS = re.compile(
    r"""
      (?<=://)[^\s/@]+(?=@)                                     # user and password in an address
    | \b(?:gh[opsur]|github_pat|glpat|xox[abpr]|sk|pypi)[-_][A-Za-z0-9_-]{16,}
    | \bA(?:KIA|SIA)[A-Z0-9]{16}\b
    | \beyJ[\w-]+\.[\w-]+\.[\w-]+                                # JSON Web Token
    | (?<=[Bb]earer\s)[\w.~+/=-]{8,}
    """,
    re.VERBOSE,
)

Content = TypeVar("Content")


class Redactor:
    """Replaces home folders by ``~``, the user by ``<user>``, the host by ``<host>`` and secrets by ``<secret>``."""

    def __init__(
        self, homes: Iterable[str], users: Iterable[str], hosts: Iterable[str], secrets: Iterable[str]
    ) -> None:
        flags = re.IGNORECASE if os.name == "nt" else 0
        self._steps = [
            (_any(re.escape(secret) for secret in secrets), "<secret>"),
            (_TOKENS, "<secret>"),
            (_any((re.escape(home) + r"(?![\w.-])" for home in homes if len(home) > 1), flags), "~"),
            (_any((_word(name) for name in users if _identifies(name)), flags), "<user>"),
            (_any((_word(name) for name in hosts if _identifies(name)), re.IGNORECASE), "<host>"),
        ]

    def text(self, text: str) -> str:
        """The text with all of that replaced."""
        for pattern, word in self._steps:
            text = pattern.sub(word, text)
        return text

    def content(self, content: Content) -> Content:
        """The same in every string of what JSON can hold; keys and ids are mpcheck's own and stay."""
        found: Any = content
        if isinstance(content, str):
            found = self.text(content)
        elif isinstance(content, Mapping):
            found = {key: self.content(value) for key, value in content.items()}
        elif isinstance(content, list | tuple):
            found = type(content)(self.content(value) for value in content)
        return found  # type: ignore[no-any-return]


def of_this_machine(environment: Mapping[str, str] = os.environ) -> Redactor:
    """The redactor for what this process may have told."""
    home = os.path.expanduser("~")
    host = platform.node()
    return Redactor(
        homes=sorted({home, os.path.realpath(home)}, key=len, reverse=True),
        users=set(_users(environment)),
        hosts=sorted({host, host.partition(".")[0]}, key=len, reverse=True),
        secrets=sorted(
            (
                value
                for name, value in environment.items()
                if _SECRET_NAME.search(name) and len(value) >= _SHORTEST_SECRET and not value.startswith("/")
            ),
            key=len,
            reverse=True,
        ),
    )


def redacted(interpreters: Sequence[Interpreter], redactor: Redactor) -> list[Interpreter]:
    """The reports with everything replaced that the redactor knows."""
    return [
        replace(
            one,
            executable=redactor.text(one.executable),
            probes=tuple(
                replace(row, **{name: redactor.content(getattr(row, name)) for name in _WORDS}) for row in one.probes
            ),
        )
        for one in interpreters
    ]


_WORDS = ("detail", "cause", "cure", "facts")


def _users(environment: Mapping[str, str]) -> Iterator[str]:
    for name in ("LOGNAME", "USER", "USERNAME", "SUDO_USER"):
        yield environment.get(name, "")
    try:
        yield getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without an entry
        return


def _identifies(name: str) -> bool:
    return len(name) > 2 and name.lower() not in _ANYBODY


def _word(name: str) -> str:
    return rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"


def _any(patterns: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern for any of these; for none where there are none."""
    return re.compile("|".join(patterns) or r"(?!)", flags)
