"""A parameter server: workers push gradients and pull the weights."""

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Client, Listener
from typing import List


@dataclass(frozen=True)
class ServerConfig:
    host: str = ""
    port: int = 0
    workers: int = 2


class ParameterServer:
    def __init__(self, config: ServerConfig, size: int) -> None:
        self.config = config
        self.weights: List[float] = [0.0] * size
        self._listener = Listener((config.host, config.port), backlog=config.workers)

    @property
    def port(self) -> int:
        return self._listener.address[1]

    def serve(self) -> None:
        """Answer each worker until it hangs up."""
        for _ in range(self.config.workers):
            with self._listener.accept() as connection:
                self._talk(connection)
        self._listener.close()

    def _talk(self, connection) -> None:
        while True:
            try:
                gradients = connection.recv()
            except EOFError:
                return
            self.weights = [w - 0.1 * g for w, g in zip(self.weights, gradients)]
            connection.send(self.weights)


def work(port: int, target: List[float]) -> None:
    with Client(("localhost", port)) as server:
        weights = [0.0] * len(target)
        for _ in range(30):
            server.send([2.0 * (w - t) for w, t in zip(weights, target)])
            weights = server.recv()


def main() -> None:
    config = ServerConfig()
    server = ParameterServer(config, size=3)
    workers = [
        multiprocessing.Process(target=work, args=(server.port, [1.0, 2.0, 3.0])) for _ in range(config.workers)
    ]
    for worker in workers:
        worker.start()
    server.serve()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * config.workers
    print([round(weight, 2) for weight in server.weights])
    print("ok")


if __name__ == "__main__":
    main()
