from dataclasses import dataclass, field
from typing import List, Tuple


@dataclass
class Track:
    number: int
    stays: List[Tuple[int, int]] = field(default_factory=list)

    def stay(self, arrival: int, departure: int) -> "Track":
        self.stays.append((arrival, departure))
        return self


class Occupation:
    def __init__(self, context, tracks):
        self._context = context
        self._tracks = tracks

    @staticmethod
    def minutes(track: Track) -> int:
        return sum(departure - arrival for arrival, departure in track.stays)

    def table(self):
        with self._context.Pool(2) as pool:
            values = pool.map(self.minutes, self._tracks)
        return {track.number: value for track, value in zip(self._tracks, values)}
