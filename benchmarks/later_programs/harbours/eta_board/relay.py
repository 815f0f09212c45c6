"""Client of the AIS relay, and a small relay for trying things out."""
import random
import socket
import threading
import time

WIDTH = 32


class Relay:
    """Asks the relay for the arrival time of ships; requests and answers have a fixed width."""

    def __init__(self, host, port):
        self._connection = socket.create_connection((host, port))

    def eta(self, ship):
        self._connection.sendall(ship.ljust(WIDTH).encode("ascii"))
        answer = _read(self._connection)
        name, minutes = answer.split()
        return name, int(minutes)


def _read(connection):
    data = b""
    while len(data) < WIDTH:
        part = connection.recv(WIDTH - len(data))
        if not part:
            raise ConnectionError("the relay hung up")
        data += part
    return data.decode("ascii")


class Server:
    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]

    def start(self):
        threading.Thread(target=_serve, args=(self._listener,), daemon=True).start()


def _serve(listener):
    connection, _ = listener.accept()
    while True:
        try:
            ship = _read(connection).strip()
        except ConnectionError:
            return
        threading.Thread(target=_answer, args=(connection, ship), daemon=True).start()


def _answer(connection, ship):
    time.sleep(random.uniform(0.001, 0.02))
    minutes = sum(map(ord, ship)) % 600
    connection.sendall(f"{ship} {minutes}".ljust(WIDTH).encode("ascii"))
