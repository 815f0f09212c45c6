import multiprocessing

import feed


def _render(station, sink):
    rows = feed.fetch_departures(station)
    sink.send(["%s  %s" % row for row in rows])
    sink.close()


class BoardProcess:
    """One process for each board, so that a stuck feed stops one board only."""

    def __init__(self, station):
        self._source, self._sink = multiprocessing.Pipe(duplex=False)
        self._process = multiprocessing.Process(
            target=_render, args=(station, self._sink), name="board-" + station
        )

    def show(self):
        self._process.start()
        self._sink.close()
        try:
            return self._source.recv()
        finally:
            self._process.join()
