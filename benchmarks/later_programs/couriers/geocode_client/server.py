import socketserver
import struct
import time

FRAME = struct.Struct("!q")


def cell_of(postcode: int) -> int:
    return postcode * 31 + 7


class Lookup(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        while True:
            data = self.request.recv(FRAME.size)
            if len(data) < FRAME.size:
                return
            (postcode,) = FRAME.unpack(data)
            time.sleep(0.001)
            self.request.sendall(FRAME.pack(cell_of(postcode)))


def serve(announce) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Lookup) as server:
        server.daemon_threads = True
        announce.send(server.server_address)
        announce.close()
        server.serve_forever(poll_interval=0.1)
