"""Status boards of the weather stations, kept in shared memory for the local display."""
import contextlib
import logging
import struct
from multiprocessing.shared_memory import SharedMemory as Block

log = logging.getLogger(__name__)
READING = struct.Struct("<4d")


class Board:
    """One row of four readings: temperature, pressure, wind, humidity."""

    def __init__(self, station):
        self.station = station
        self._block = None

    def __enter__(self):
        self._block = Block(name="wx_board", create=True, size=READING.size)
        log.info("%s shows on %s", self.station, self._block.name)
        return self

    def __exit__(self, *exc):
        self._block.close()
        self._block.unlink()
        self._block = None

    def show(self, *values):
        READING.pack_into(self._block.buf, 0, *values)

    def read(self):
        return READING.unpack_from(self._block.buf, 0)


def readings(station):
    base = sum(map(ord, station)) % 40
    return float(base), 1000.0 + base, base / 4, 50.0 + base / 2


def publish(stations):
    with contextlib.ExitStack() as stack:
        boards = {name: stack.enter_context(Board(name)) for name in stations}
        for name, board in boards.items():
            board.show(*readings(name))
        return {name: board.read() for name, board in boards.items()}


def main():
    logging.basicConfig(level=logging.INFO)
    stations = ("harbour", "ridge")
    shown = publish(stations)
    for name, values in shown.items():
        print(name, *values)
    print("ok" if shown == {name: readings(name) for name in stations} else "wrong")


if __name__ == "__main__":
    main()
