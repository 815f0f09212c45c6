import multiprocessing
import signal
import socketserver

from .storage import SpoolFile

STOPPED = (0, -signal.SIGTERM)


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        for raw in self.rfile:
            self.server.spool.add(raw.decode("utf-8").rstrip("\n"))
            self.wfile.write(b"taken\n")


class _Server(socketserver.TCPServer):
    allow_reuse_address = True

    def __init__(self, spool):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.spool = spool


def collect(path, batch, announce):
    with _Server(SpoolFile(path, batch)) as server:
        announce.send(server.server_address)
        announce.close()
        server.serve_forever()


class Collector:
    """The collector process, for as long as the ``with`` block lasts."""

    def __init__(self, path, batch=100):
        self._here, there = multiprocessing.Pipe(duplex=False)
        self._process = multiprocessing.Process(target=collect, args=(path, batch, there), name="spool-collector")
        self._process.start()
        there.close()

    def __enter__(self):
        if not self._here.poll(20):
            raise TimeoutError("the collector did not come up")
        self.address = tuple(self._here.recv())
        return self

    def __exit__(self, *exc_info):
        self._here.close()
        self._process.terminate()
        self._process.join()
        if self._process.exitcode not in STOPPED:
            raise RuntimeError(f"collector ended with {self._process.exitcode}")
