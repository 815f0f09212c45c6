import socket


class SpoolClient:
    def __init__(self, address, timeout=10.0):
        self._sock = socket.create_connection(address, timeout)
        self._reader = self._sock.makefile("r", encoding="utf-8", newline="\n")

    def send(self, line):
        """One record; the number of records that were taken (0 or 1)."""
        self._sock.sendall(line.encode("utf-8") + b"\n")
        return int(self._reader.readline() == "taken\n")

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._reader.close()
        self._sock.close()
