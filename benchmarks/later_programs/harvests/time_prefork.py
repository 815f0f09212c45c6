"""A server with pre-started workers that share one listening socket."""
import selectors
import socket
from multiprocessing import Process


class Server:
    def __init__(self, workers=2):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.listener.fileno(), selectors.EVENT_READ)
        self.workers = [Process(target=serve, args=(n, self.listener)) for n in range(workers)]

    def start(self):
        for worker in self.workers:
            worker.start()
        return self.listener.getsockname()

    def stop(self):
        for worker in self.workers:
            worker.join()
        self.selector.close()
        self.listener.close()
        return [worker.exitcode for worker in self.workers]


def serve(number, listener):
    """Answer one client, then end."""
    with listener:
        client, _ = listener.accept()
        with client:
            client.sendall(b"worker %d: " % number + client.recv(100))


def ask(address, text):
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(text)
        return connection.recv(100)


def main():
    server = Server()
    address = server.start()
    answers = [ask(address, text) for text in (b"tick", b"tock")]
    codes = server.stop()
    assert codes == [0, 0], codes
    assert [answer.split()[-1] for answer in answers] == [b"tick", b"tock"]
    print("ok")


if __name__ == "__main__":
    main()
