"""Collect the reports of several weather buoys until each of them has hung up."""
from __future__ import annotations

import multiprocessing
from contextlib import closing
from multiprocessing.connection import Connection, wait
from typing import Dict, Iterable, List, Mapping, Tuple

Report = Tuple[str, int, float]


def transmit(name: str, waves: Iterable[float], line: Connection) -> None:
    with closing(line):
        for hour, metres in enumerate(waves):
            if metres >= 0:
                line.send((name, hour, metres))


class Switchboard:
    """Holds the receiving end of a line to each buoy."""

    def __init__(self, context=multiprocessing) -> None:
        self.context = context
        self.lines: List[Connection] = []
        self.buoys: List[multiprocessing.Process] = []

    def connect(self, name: str, waves: Iterable[float]) -> None:
        near, far = self.context.Pipe(duplex=False)
        buoy = self.context.Process(target=transmit, args=(name, list(waves), far), name=name)
        buoy.start()
        self._let_go(far)
        self.lines.append(near)
        self.buoys.append(buoy)

    @staticmethod
    def _let_go(*ends: Connection) -> None:
        for end in ends:
            end.close()

    def reports(self) -> Iterable[Report]:
        while self.lines:
            for line in wait(self.lines):
                try:
                    report = line.recv()
                except EOFError:
                    self.lines.remove(line)
                    self._let_go(line)
                else:
                    yield report

    def hang_up(self) -> List[str]:
        """The names of the buoys that did not end well."""
        for buoy in self.buoys:
            buoy.join()
        return [buoy.name for buoy in self.buoys if buoy.exitcode]


def main(sea: Mapping[str, List[float]]) -> None:
    board = Switchboard()
    for name, waves in sea.items():
        board.connect(name, waves)
    highest: Dict[str, Tuple[float, int]] = {}
    for name, hour, metres in board.reports():
        highest[name] = max(highest.get(name, (0.0, 0)), (metres, hour))
    lost = board.hang_up()
    for name, (metres, hour) in sorted(highest.items()):
        print(f"{name}: {metres:.1f} m at {hour:02d}:00")
    if lost:
        raise SystemExit(f"lost contact with {', '.join(lost)}")


if __name__ == "__main__":
    main({
        "dogger": [1.2, 1.9, -1.0, 2.4, 2.2],
        "fastnet": [3.0, 3.3, 4.1],
        "viking": [0.4],
    })
