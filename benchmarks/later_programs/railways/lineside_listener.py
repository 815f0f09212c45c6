"""Lineside controllers report to one door; each worker process takes them in turn."""
import multiprocessing
import socket
from dataclasses import dataclass
from enum import Enum


class Verb(Enum):
    STATE = b"state"
    ASPECT = b"aspect"


@dataclass(frozen=True)
class Endpoint:
    host: str = "127.0.0.1"
    port: int = 0

    def open(self) -> socket.socket:
        door = socket.create_server((self.host, self.port), backlog=8)
        return door


class ControllerDesk:
    """Answers the questions of lineside controllers."""

    ANSWERS = {Verb.STATE: b"clear", Verb.ASPECT: b"green"}

    def __init__(self, handle: int, visits: int):
        self.handle = handle
        self.visits = visits

    def serve(self) -> None:
        with socket.socket(fileno=self.handle) as door:
            for _ in range(self.visits):
                peer, _address = door.accept()
                with peer:
                    verb = Verb(peer.recv(64))
                    peer.sendall(self.ANSWERS[verb])


class Gatehouse:
    def __init__(self, endpoint: Endpoint):
        self._door = endpoint.open()
        self._workers = []

    @property
    def address(self):
        return self._door.getsockname()

    def staff(self, visits: int) -> None:
        desk = ControllerDesk(self._door.fileno(), visits)
        worker = multiprocessing.Process(target=desk.serve, name="desk", daemon=True)
        worker.start()
        self._workers.append(worker)

    def close(self) -> None:
        for worker in self._workers:
            worker.join(3)
            if worker.exitcode != 0:
                raise RuntimeError(worker.name)
        self._door.close()


def ask(address, verb: Verb) -> str:
    with socket.create_connection(address, timeout=3) as link:
        link.sendall(verb.value)
        return link.recv(64).decode("ascii")


def main() -> None:
    gatehouse = Gatehouse(Endpoint())
    gatehouse.staff(visits=2)
    answers = [ask(gatehouse.address, verb) for verb in Verb]
    gatehouse.close()
    assert answers == ["clear", "green"], answers
    print("ok")


if __name__ == "__main__":
    main()
