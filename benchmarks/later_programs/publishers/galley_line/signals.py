import enum


class Signal(enum.Enum):
    LAST_GALLEY = "last galley"


LAST = Signal.LAST_GALLEY
