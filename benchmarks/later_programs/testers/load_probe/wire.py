"""What the clients of a load test tell the collector."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    client: int
    status: int
    millis: float


class EndOfStream:
    __slots__ = ()

    def __repr__(self):
        return "<end of stream>"


END = EndOfStream()
