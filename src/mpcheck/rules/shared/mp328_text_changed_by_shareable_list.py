"""MP328: a text or bytes that a ShareableList does not give back as they were, or has no room for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.values import Const, Object, Value
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared import list_slots
from mpcheck.rules.shared.list_slots import Stored
from mpcheck.rules.shared.paddings import origins, pads_otherwise

_BINARY = {"struct.pack", "struct.Struct.pack", "os.urandom", "secrets.token_bytes", "random.randbytes"}
#: Methods that give bytes of any value.
_BINARY_METHODS = ("to_bytes", "tobytes", "digest")


def check(module: Module) -> Iterator[Finding]:
    """Report items that lose their end, and replacements that are longer than the place for them."""
    items = [(item, *origins(module, item.node)) for item in list_slots.stored(module)]
    if not items:
        return
    files = dict.fromkeys(
        (*module.files_reached, *(module.ev.file(node) for _, sources, _ in items for node in sources))
    )
    pads = pads_otherwise(module, files, (node for _, _, paddings in items for node in paddings))
    for item, sources, _ in items:
        breaks = module.narrow(item.node, module.targets)
        certain = bool(item.values)
        if not pads and certain and all(_ends_with_nul(one) for one in item.values):
            message = "a ShareableList strips the NUL characters at the end: this comes back shorter"
            yield from RULE.at(module, item.node, message, breaks=breaks)
        elif not pads and (
            all(_gives_binary(module, one) for one in sources)
            or (certain and all(_is_binary(one) for one in item.values))
        ):
            message = "where these bytes end with zeros, a ShareableList strips them: they come back shorter"
            yield from RULE.at(module, item.node, message, breaks=breaks, severity=Severity.WARNING)
        elif not item.lists and certain and all(_is_cut(one) for one in item.values):
            message = (
                "a ShareableList counts the characters of this text, not the bytes that it takes: its end is cut off"
            )
            yield from RULE.at(module, item.node, message, breaks=breaks)
        elif item.lists and (room := _exceeded(module, item)) and not module.is_caught(item.node, "ValueError"):
            message = f"this takes more than the {room} bytes that the list has set aside for the item: ValueError"
            related = [(event.call, "the list is made here") for event in item.lists]
            yield from RULE.at(module, item.node, message, breaks=breaks, related=related)


def _ends_with_nul(one: Value) -> bool:
    """Whether there is something before the NUL characters: nothing but NUL characters keep a place free."""
    text = list_slots.encoded(one)
    return text is not None and text.endswith(b"\0") and bool(text.strip(b"\0"))


def _gives_binary(module: Module, node: ast.expr) -> bool:
    """Whether an expression calls one of these methods, and not one that the scanned code defines."""
    is_named = isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _BINARY_METHODS
    return is_named and not module.functions(module.values(node.func))  # type: ignore[attr-defined]


def _is_binary(one: Value) -> bool:
    return isinstance(one, Object) and one.name in _BINARY


def _is_cut(one: Value) -> bool:
    text = list_slots.encoded(one)
    return text is not None and isinstance(one, Const) and len(text) > list_slots.room_for(one.value)


def _exceeded(module: Module, item: Stored) -> int:
    """How many bytes there are for an item that takes more; 0 where it fits or that is not known."""
    rooms = [list_slots.room(event, item.index) for event in item.lists]
    known = [room for room in rooms if room is not None]
    largest = max(known, default=0) if len(known) == len(rooms) else 0
    return largest if 0 < largest < list_slots.least_size(module, item) else 0


_LITERALS = r"""
from multiprocessing.shared_memory import ShareableList

HEADER = b"\x02\x01\x00"


def main():
    parts = ShareableList([HEADER, "end of text\0"])  # MP328, MP328
    try:
        print("ok" if list(parts) == [HEADER, "end of text\0"] else f"the header has {len(parts[0])} bytes")
    finally:
        parts.shm.close()
        parts.shm.unlink()


if __name__ == "__main__":
    main()
"""

_RECORD = """
import multiprocessing as mp
import struct
from multiprocessing import shared_memory

FORMAT = struct.Struct("<II")


def work(records, number):
    records[number] = FORMAT.pack(number, number * number)  # MP328


if __name__ == "__main__":
    records = shared_memory.ShareableList([bytes(FORMAT.size)] * 2)
    worker = mp.Process(target=work, args=(records, 1))
    worker.start()
    worker.join()
    try:
        assert worker.exitcode == 0
        print("ok" if FORMAT.unpack(records[1]) == (1, 1) else "other numbers")
    finally:
        records.shm.close()
        records.shm.unlink()
"""

_STATE = """
from multiprocessing.managers import SharedMemoryManager


class Board:
    def __init__(self, manager, workers):
        self.states = manager.ShareableList(["waiting"] * workers)

    def finish(self, worker, seconds):
        self.states[worker] = f"finished after {seconds} s"  # MP328


def main():
    with SharedMemoryManager() as manager:
        board = Board(manager, 3)
        board.finish(1, 2.5)
        print("ok" if board.states[1] == "finished after 2.5 s" else board.states[1])


if __name__ == "__main__":
    main()
"""

_ALPHABET = r"""
from multiprocessing import shared_memory

CITY = "\u041c\u043e\u0441\u043a\u0432\u0430"

if __name__ == "__main__":
    cities = shared_memory.ShareableList(["Bern", CITY])  # MP328
    print("ok" if cities[1] == CITY else f"{len(cities[1])} letters are left")
    cities.shm.close()
    cities.shm.unlink()
"""

_OTHER_ENDS = r"""
from multiprocessing import Process
from multiprocessing.shared_memory import ShareableList

HEADER = b"\x00\x02\x01"


def work(items):
    items[1] = "changed"
    items[2] += 1
    items[3] = "S\u00e3o Paulo is the largest city"


if __name__ == "__main__":
    items = ShareableList([HEADER, "waiting", 2**40, " " * 40, None, 2.5, "\u00e4" * 3])
    worker = Process(target=work, args=(items,))
    worker.start()
    worker.join()
    held = list(items)
    items.shm.close()
    items.shm.unlink()
    expected = [HEADER, "changed", 2**40 + 1, "S\u00e3o Paulo is the largest city", None, 2.5, "\u00e4" * 3]
    print("ok" if held == expected else held)
"""

_LENGTHS = """
import struct
from multiprocessing.shared_memory import ShareableList


class Records:
    def __init__(self, size):
        self.size = size
        self.items = ShareableList([bytes(size), b" " * size])

    def write(self, index, *numbers):
        self.items[index] = struct.pack("<II", *numbers)

    def read(self, index):
        return struct.unpack("<II", self.items[index].ljust(self.size, bytes(1)))


if __name__ == "__main__":
    records = Records(8)
    records.write(0, 1, 2)
    records.write(1, 3, 0)
    found = records.read(0), records.read(1)
    records.items.shm.close()
    records.items.shm.unlink()
    print("ok" if found == ((1, 2), (3, 0)) else found)
"""

_TRIED = """
import struct
from multiprocessing import Manager
from multiprocessing.shared_memory import ShareableList


def rename(names, name):
    try:
        names[0] = "a name that is too long"
    except ValueError:
        names[0] = name


def main():
    names = ShareableList(["short"])
    rename(names, "x" * 7)
    numbers = ShareableList([struct.pack("<I", 7).hex()])
    held = names[0], bytes.fromhex(numbers[0])
    for one in (names, numbers):
        one.shm.close()
        one.shm.unlink()
    with Manager() as manager:
        texts = manager.list(["short", bytes(3)])
        texts[0] = "as long as you like" + chr(0)
        assert list(texts) == ["as long as you like" + chr(0), bytes(3)]
    print("ok" if held == ("xxxxxxx", struct.pack("<I", 7)) else held)


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP328",
    name="text-changed-by-shareable-list",
    summary="A ShareableList strips the end of a text or bytes, or has no room for one.",
    why=(
        "A ShareableList keeps each text in a place of fixed size, which it fills up with NUL characters and strips of all "
        "of them when it is read: those of the text go with them, without an error. The size is set when the list is made, "
        "from the number of characters, in steps of 8: a text in other letters that takes more bytes loses its end or "
        "cannot be decoded, and a longer replacement raises ValueError."
    ),
    cure=(
        "Store binary data as `.hex()`, or with its length beside it and padded again by ljust(); make the list with texts "
        'as long as they will ever be, as `" " * 80`; or use a list of a Manager.'
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.shared_memory.html#multiprocessing.shared_memory.ShareableList",
        "https://github.com/python/cpython/issues/106939",
        "https://github.com/python/cpython/issues/145261",
    ),
    catalogue=("D20",),
    bad=(
        Example(_LITERALS, Outcome("wrong", "the header has 2 bytes")),
        Example(_RECORD, Outcome("raises", "unpack requires a buffer of 8 bytes")),
        Example(_STATE, Outcome("raises", "exceeds available storage")),
        Example(_ALPHABET, Outcome("wrong", "4 letters are left")),
    ),
    good=(Example(_OTHER_ENDS), Example(_LENGTHS), Example(_TRIED)),
    check=check,
)
