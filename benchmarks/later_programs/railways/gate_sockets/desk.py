import socket
from abc import ABC, abstractmethod


class Desk(ABC):
    def __init__(self, door: socket.socket, visitors: int):
        self.door = door
        self.visitors = visitors

    def serve(self) -> None:
        with self.door:
            for _ in range(self.visitors):
                link, _peer = self.door.accept()
                with link:
                    link.sendall(self.answer(link.recv(128)))

    @abstractmethod
    def answer(self, question: bytes) -> bytes:
        ...


class LevelCrossingDesk(Desk):
    STATES = {b"LX 14": b"closed", b"LX 15": b"open"}

    def answer(self, question):
        return self.STATES.get(question, b"unknown")
