"""Records of the index."""
from collections import namedtuple
from dataclasses import make_dataclass
from enum import Enum

Entry = namedtuple("Entry", ["name", "words"])
Status = Enum("Status", ["NEW", "SEEN"], module=__name__)
Total = make_dataclass("Total", [("entries", int), ("words", int)])
Total.__module__ = __name__


class Signal(Enum):
    END = "end"
