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
#: The bytes of Python source from the rarest on; others are rarer.
_FREQUENT = b"~$^&JQ`!?|Z;@YKX<}{V%W+79jGH68z/BU*54M>3DFPO[]qC\\SLR2NAv#I-1kwTyEx0:b=gh\"m',up)(_.dcfli\nnorats e"


def holds_any(data: bytes, words: tuple[bytes, ...]) -> bool:
    """Whether one of the words stands somewhere in a file."""
    return any(pattern.search(data) for pattern in _patterns(words))


@functools.cache
def _patterns(words: tuple[bytes, ...]) -> tuple[re.Pattern[bytes], ...]:
    """What finds the words by rare bytes in them: a few such bytes are found sooner than many words one by one."""
    around: dict[bytes, dict[bytes, list[bytes]]] = {}
    for word in sorted(words, key=_rarity):  # those first that leave no choice
        byte = next((one for one in around if one in word), _rarest(word))
        before, _, after = word.partition(byte) if byte else (b"", b"", b"")
        around.setdefault(byte, {}).setdefault(before + byte, []).append(after)
    return tuple(re.compile(re.escape(byte) + _continued(begins)) for byte, begins in around.items())


def _continued(begins: dict[bytes, list[bytes]]) -> bytes:
    """The pattern of words whose begins, already passed, and ends are given."""
    words = (b"(?<=%b)(?:%b)" % (re.escape(begin), b"|".join(map(re.escape, ends))) for begin, ends in begins.items())
    return b"(?:%b)" % b"|".join(words)


def _rarest(word: bytes) -> bytes:
    """The byte of a word that is the rarest in code."""
    return min((word[place : place + 1] for place in range(len(word))), key=_FREQUENT.find, default=b"")


def _rarity(word: bytes) -> int:
    return -_FREQUENT.find(_rarest(word))


class Held:
    """What one file holds of the words of many rules: each of them is looked for once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._known: dict[tuple[str, ...], bool] = {}

    def one_of(self, alternatives: tuple[str, ...]) -> bool:
        """Whether it holds one of the words; of those that are joined by `` & `` it has to hold all."""
        if alternatives not in self._known:
            alone, further = _alternatives(alternatives)
            self._known[alternatives] = holds_any(self._data, alone) or any(
                self.one_of((first,)) and self.one_of(rest) for first, rest in further.items()
            )
        return self._known[alternatives]


@functools.cache
def _alternatives(words: tuple[str, ...]) -> tuple[tuple[bytes, ...], dict[str, tuple[str, ...]]]:
    """The words that are enough alone; and by the first word of the other alternatives, what is needed beside it."""
    parts = [one.partition(" & ") for one in words]
    further: dict[str, list[str]] = {}
    for first, _, rest in parts:
        if rest:
            further.setdefault(first, []).append(rest)
    alone = tuple(first.encode() for first, _, rest in parts if not rest)
    return alone, {first: tuple(rests) for first, rests in further.items()}


def stands_in_code(data: bytes, words: tuple[bytes, ...]) -> bool:
    """Whether one of the words may be a name in a file's code, not only a part of its comments and texts."""
    return any(_may_be_a_name(data, word) for word in words)


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
