import functools
import socket

from server import FRAME


class GeocodeClient:
    def __init__(self, address) -> None:
        self._sock = socket.create_connection(address, timeout=5)

    def cell(self, postcode: int) -> int:
        self._sock.sendall(FRAME.pack(postcode))
        (answer,) = FRAME.unpack(self._sock.recv(FRAME.size))
        return answer


@functools.lru_cache(maxsize=None)
def client_for(address) -> GeocodeClient:
    return GeocodeClient(address)


def locate(task) -> tuple:
    address, postcodes = task
    client = client_for(address)
    return tuple((postcode, client.cell(postcode)) for postcode in postcodes)
