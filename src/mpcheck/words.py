"""Which of many words a file holds: what tells, without parsing, whether it is worth more."""

from __future__ import annotations

import functools
import re

#: How far back a line is read, and how many mentions of a word: more say the same.
_BEFORE = 300
_MENTIONS = 200
#: What stands before a name in code, where that does not begin a line.
_LEADS = b".,;:=([{'\"\\"
_IMPORTS = re.compile(rb"\b(?:import|from)\b")
_NAME = re.compile(rb"\w+")


def holds_any(data: bytes, words: tuple[bytes, ...]) -> bool:
    """Whether one of the words stands somewhere in a file."""
    plain, patterns = _searches(words)
    return any(word in data for word in plain) or any(pattern.search(data) for pattern in patterns)


@functools.cache
def _searches(words: tuple[bytes, ...]) -> tuple[list[bytes], list[re.Pattern[bytes]]]:
    """Words to look for one by one, and a pattern for those that begin with the same name and a dot, or with a quote."""
    families: dict[bytes, list[bytes]] = {}
    for word in words:
        first, dot, _ = word.partition(b".")
        families.setdefault(word[:1] if word[:1] in b"'\"" else first + dot if dot else word, []).append(word)
    several = [family for family in families.values() if len(family) > 1]
    plain = [family[0] for family in families.values() if len(family) == 1]
    return plain, [re.compile(b"|".join(map(re.escape, family))) for family in several]


def holds_one_of(data: bytes, alternatives: tuple[str, ...]) -> bool:
    """The same for words of which several may be joined by `` & ``: a file has to hold all of these."""
    alone, further = _alternatives(alternatives)
    return holds_any(data, alone) or any(first in data and holds_one_of(data, rest) for first, rest in further.items())


@functools.cache
def _alternatives(words: tuple[str, ...]) -> tuple[tuple[bytes, ...], dict[bytes, tuple[str, ...]]]:
    """The words that are enough alone; and by the first word of the other alternatives, what is needed beside it."""
    parts = [one.partition(" & ") for one in words]
    further: dict[bytes, list[str]] = {}
    for first, _, rest in parts:
        if rest:
            further.setdefault(first.encode(), []).append(rest)
    alone = tuple(first.encode() for first, _, rest in parts if not rest)
    return alone, {first: tuple(rests) for first, rests in further.items()}


def stands_in_code(data: bytes, words: tuple[bytes, ...]) -> bool:
    """Whether one of the words may be a name in a file's code, not only a part of its comments and texts."""
    return any(core in data and any(_may_be_a_name(data, word) for word in family) for core, family in _by_core(words))


@functools.cache
def _by_core(words: tuple[bytes, ...]) -> tuple[tuple[bytes, tuple[bytes, ...]], ...]:
    """The words by the longest name in each: most files hold none, and need not be searched for every word with it."""
    families: dict[bytes, list[bytes]] = {}
    for word in words:
        families.setdefault(max(_NAME.findall(word), key=len, default=word), []).append(word)
    return tuple((core, tuple(family)) for core, family in families.items())


def _may_be_a_name(data: bytes, word: bytes) -> bool:
    place = data.find(word)
    for _ in range(_MENTIONS):
        if place < 0:
            return False
        if _leads_to_a_name(data[max(0, place - _BEFORE) : place].rpartition(b"\n")[2]):
            return True
        place = data.find(word, place + 1)
    return True


def _leads_to_a_name(before: bytes) -> bool:
    """Whether what stands on a line before a word lets that be a name of the code: an import, say, no comment."""
    code = before.partition(b"#")[0]
    if _IMPORTS.search(code):
        return True
    blank = before.rstrip()
    return code == before and (not blank or blank[-1:] in _LEADS)
