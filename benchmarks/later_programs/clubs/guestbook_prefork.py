"""A guestbook on a small socket server with a few processes that accept."""
import multiprocessing
import socket
from contextlib import closing


def answer(connection):
    with closing(connection):
        name = connection.recv(100).decode()
        connection.sendall(f"welcome {name}".encode())


def serve(descriptor, requests):
    with socket.socket(fileno=descriptor) as listening:
        for _ in range(requests):
            connection, _ = listening.accept()
            answer(connection)


class Server:
    def __init__(self, workers=2, requests=2):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(None)
        self.workers = [
            multiprocessing.Process(target=serve, args=self._share(requests), daemon=True) for _ in range(workers)
        ]

    def _share(self, requests):
        descriptor = self.socket.fileno()
        self.socket.set_inheritable(True)
        return descriptor, requests

    @property
    def address(self):
        return self.socket.getsockname()

    def start(self):
        for worker in self.workers:
            worker.start()

    def check(self):
        for worker in self.workers:
            worker.join(0.3)
            if worker.exitcode:
                raise SystemExit(f"{worker.name} cannot serve: exit code {worker.exitcode}")


def visit(address, name):
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(name.encode())
        return connection.recv(100).decode()


def main():
    server = Server()
    server.start()
    server.check()
    print([visit(server.address, name) for name in ("Ada", "Bob", "Cleo", "Dan")])
    server.check()
    print("ok")


if __name__ == "__main__":
    main()
