"""Line protocol of the warehouse: one request a line, one answer a line."""
import os
import socket


class Warehouse:
    def __init__(self, timeout=3):
        self.timeout = timeout
        self._socket = None

    @property
    def connection(self):
        if self._socket is None:
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._socket.settimeout(self.timeout)
            self._socket.connect(os.environ["WAREHOUSE"])
        return self._socket

    def _ask(self, request):
        self.connection.sendall(request.encode() + b"\n")
        answer = b""
        while not answer.endswith(b"\n"):
            answer += self.connection.recv(64)
        return answer.decode().strip()

    def version(self):
        return self._ask("VERSION")

    def stock(self, article):
        return int(self._ask(f"STOCK {article}").split()[-1])

    def close(self):
        if self._socket is not None:
            self._socket.close()
            self._socket = None


warehouse = Warehouse()
