import socket

from axlecounter import FRAME


class EvaluatorLink:
    """The connection of this program to the evaluator, opened once."""

    _shared = None

    def __init__(self, address):
        self._socket = socket.create_connection(address, timeout=2)

    @classmethod
    def shared(cls, address):
        if cls._shared is None:
            cls._shared = cls(address)
        return cls._shared

    def axles(self, section):
        self._socket.sendall(FRAME.pack(section, 0))
        answered, axles = FRAME.unpack(self._socket.recv(FRAME.size))
        if answered != section:
            raise LookupError(f"asked for section {section}, was told of {answered}")
        return axles
