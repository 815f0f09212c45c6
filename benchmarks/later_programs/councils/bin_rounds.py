"""Plans the rounds of the bin lorries."""
from dataclasses import dataclass
from enum import Enum
from multiprocessing import get_context


class Kind(Enum):
    PAPER = "paper"
    GLASS = "glass"
    BULKY = "bulky"


@dataclass(frozen=True)
class Stop:
    street: str
    kind: Kind
    litres: int


class RoundError(Exception):
    """Base of what can go wrong with a round."""

    template = "{0}"

    def __init__(self, *details):
        super().__init__(self.template.format(*details))


class Refused(RoundError):
    template = "{0.street}: {1} litres are too many"

    def __init__(self, stop, limit):
        super().__init__(stop, limit)
        self.stop = stop
        self.limit = limit


def minutes(stop):
    match stop:
        case Stop(kind=Kind.BULKY, litres=litres) if litres > 3000:
            raise Refused(stop, 3000)
        case Stop(kind=Kind.BULKY):
            return 25
        case Stop(kind=Kind.GLASS, litres=litres):
            return 5 + litres // 100
        case _:
            return 3


STOPS = [
    Stop("Alder Road", Kind.PAPER, 240),
    Stop("Birch Road", Kind.BULKY, 4500),
    Stop("Cedar Road", Kind.GLASS, 660),
]


def main():
    with get_context().Pool(2) as pool:
        pending = [(stop, pool.apply_async(minutes, (stop,))) for stop in STOPS]
        for stop, result in pending:
            try:
                print(stop.street, result.get())
            except RoundError as error:
                print("left out:", error)
    print("ok")


if __name__ == "__main__":
    main()
