"""Pre-forking greeter: the parent owns the port, the workers answer."""
import multiprocessing
import socket
from contextlib import closing


def serve_one(fd, greeting):
    door = socket.socket(fileno=fd)
    door.settimeout(4)
    peer, _ = door.accept()
    with closing(peer):
        peer.settimeout(4)
        name = peer.recv(64)
        peer.sendall(greeting + b" " + name)
    door.detach()


class Greeter:
    def __init__(self, workers, greeting=b"hello"):
        self.greeting = greeting
        self.door = socket.create_server(("127.0.0.1", 0), backlog=8)
        self.handle = self.door.fileno()
        self.crew = [self._hire(n) for n in range(workers)]

    def _hire(self, n):
        return multiprocessing.Process(target=serve_one, args=(self.handle, self.greeting), name="greeter-%d" % n)

    @property
    def address(self):
        return self.door.getsockname()

    def __enter__(self):
        for worker in self.crew:
            worker.start()
        return self

    def __exit__(self, *exc):
        for worker in self.crew:
            worker.join(6)
        self.door.close()

    def codes(self):
        return [worker.exitcode for worker in self.crew]


def visit(address, name):
    with socket.create_connection(address, timeout=2) as line:
        line.sendall(name)
        try:
            return line.recv(64)
        except OSError:
            return b""


def main():
    with Greeter(2) as greeter:
        answers = sorted(visit(greeter.address, name) for name in (b"ada", b"grace"))
    print(answers, greeter.codes())
    print("ok" if answers == [b"hello ada", b"hello grace"] and not any(greeter.codes()) else "wrong")


if __name__ == "__main__":
    main()
