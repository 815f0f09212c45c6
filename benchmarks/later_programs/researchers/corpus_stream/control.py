"""Control messages of the corpus stream; all of them travel by reference."""
import enum


class Control(enum.Enum):
    END = enum.auto()
    FLUSH = enum.auto()


class Skip:
    """Stands for a document that the filter has removed."""
