"""Prefork adding machine: send numbers, get their sum."""
import socket
from multiprocessing import Event, Process


class Service:
    def __init__(self, workers=2):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=8)
        self.ready = [Event() for _ in range(workers)]
        self.processes = []

    @property
    def address(self):
        return self.listener.getsockname()

    def __enter__(self):
        print("listening on descriptor", self.listener.fileno() >= 0)
        for flag in self.ready:
            process = Process(target=answer_one, args=(self.listener, flag))
            process.start()
            self.processes.append(process)
        for flag in self.ready:
            if not flag.wait(15):
                raise RuntimeError("a worker did not come up")
        return self

    def __exit__(self, *exc_info):
        for process in self.processes:
            process.join(15)
        self.listener.close()


def answer_one(listener, flag):
    flag.set()
    connection, _ = listener.accept()
    with connection:
        numbers = connection.recv(1024).decode().split()
        connection.sendall(str(sum(map(int, numbers))).encode())


def ask(address, *numbers):
    with socket.create_connection(address, timeout=10) as client:
        client.sendall(" ".join(map(str, numbers)).encode())
        client.shutdown(socket.SHUT_WR)
        return int(client.recv(64))


def main():
    with Service() as service:
        totals = [ask(service.address, 1, 2, 3), ask(service.address, 40, 2)]
    assert totals == [6, 42], totals
    assert [p.exitcode for p in service.processes] == [0, 0]
    print("ok")


if __name__ == "__main__":
    main()
