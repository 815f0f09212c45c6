"""A small axle counter evaluator that speaks over TCP."""
import multiprocessing
import socketserver
import struct

FRAME = struct.Struct("!II")


class _Session(socketserver.BaseRequestHandler):
    def handle(self):
        pending = b""
        while True:
            data = self.request.recv(FRAME.size)
            if not data:
                return
            pending += data
            while len(pending) >= FRAME.size:
                section, _ = FRAME.unpack(pending[:FRAME.size])
                pending = pending[FRAME.size:]
                self.request.sendall(FRAME.pack(section, section * 3 % 17))


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


class Evaluator(multiprocessing.Process):
    def __init__(self):
        super().__init__(name="evaluator", daemon=True)
        self._here, self._there = multiprocessing.Pipe()

    def run(self):
        with _Server(("127.0.0.1", 0), _Session) as server:
            self._there.send(server.server_address)
            server.serve_forever()

    def open(self):
        self.start()
        return self._here.recv()
