"""A feed: lines that another process writes, until it closes its end."""

from multiprocessing import Pipe, Process


class Feed:
    def __init__(self, source, *args):
        self._inlet, self._outlet = Pipe(duplex=False)
        self._process = Process(target=source, args=(self._outlet, *args))

    def open(self):
        self._process.start()
        self._let_go()
        return self

    def _let_go(self):
        """The writer's end must be the only one, or the end of its lines would never be seen."""
        self._outlet.close()

    def lines(self):
        while True:
            try:
                yield self._inlet.recv()
            except EOFError:
                break
        self._process.join()
        self._inlet.close()
