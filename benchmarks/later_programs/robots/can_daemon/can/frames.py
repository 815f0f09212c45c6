import sys
from typing import NamedTuple


class Frame(NamedTuple):
    identifier: int
    data: bytes


def parse(text: str) -> Frame:
    """As the command line tools do it: a message and the end of the program."""
    identifier, _, data = text.partition("#")
    if len(identifier) not in (3, 8):
        sys.exit(f"not an identifier: {identifier!r}")
    return Frame(int(identifier, 16), bytes.fromhex(data))
