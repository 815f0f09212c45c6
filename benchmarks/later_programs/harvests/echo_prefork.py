"""An echo server with pre-started workers that share one listening socket."""
import contextlib
import socket
from multiprocessing import Process, SimpleQueue


class Server:
    def __init__(self, workers=2):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.workers = workers
        self.processes = []
        self.served = SimpleQueue()

    @property
    def address(self):
        return self.listener.getsockname()

    def handle(self):
        return self.listener.fileno()

    def start(self):
        for number in range(self.workers):
            process = Process(target=serve, args=(number, self.handle(), self.served), daemon=True)
            process.start()
            self.processes.append(process)

    def stop(self):
        for process in self.processes:
            process.join(20)
        self.listener.close()
        codes = [process.exitcode for process in self.processes]
        if any(codes):
            raise SystemExit(f"workers ended with {codes}")


def serve(number, handle, served):
    """Answer one client, then end."""
    with socket.socket(fileno=handle) as listener:
        client, _ = listener.accept()
        with client:
            client.sendall(client.recv(100).upper())
        served.put(number)


def ask(address, text):
    with contextlib.closing(socket.create_connection(address, timeout=5)) as connection:
        connection.sendall(text)
        with contextlib.suppress(socket.timeout):
            return connection.recv(100)


def main():
    server = Server()
    server.start()
    answers = [ask(server.address, text) for text in (b"ping", b"pong")]
    server.stop()
    assert answers == [b"PING", b"PONG"]
    print("ok")


if __name__ == "__main__":
    main()
