"""A feed: lines that another process writes, until it closes its end."""

from multiprocessing import Pipe, Process


class Feed:
    def __init__(self, source, *args):
        self._inlet, self._outlet = Pipe(duplex=False)
        self._process = Process(target=source, args=(self._outlet, *args))

    def __enter__(self):
        self._process.start()
        return self

    def __iter__(self):
        while True:
            try:
                yield self._inlet.recv()
            except EOFError:
                return

    def __exit__(self, *_):
        self._process.join()
        self._inlet.close()
