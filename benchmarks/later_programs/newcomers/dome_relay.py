"""Relay weather readings of the dome to the displays, with one acceptor process for each display."""
import json
import socket
from multiprocessing import Process

READINGS = {"wind": 4.2, "humidity": 61, "cloud": "clear"}


def serve_once(descriptor, topic):
    with socket.socket(fileno=descriptor) as listener:
        connection, _ = listener.accept()
        with connection, connection.makefile("w", encoding="utf-8") as stream:
            json.dump({topic: READINGS[topic]}, stream)


class Relay:
    def __init__(self, topics, host="127.0.0.1"):
        self.topics = tuple(topics)
        self.listener = socket.create_server((host, 0), backlog=8)
        self.acceptors = []

    @property
    def address(self):
        return self.listener.getsockname()

    def __enter__(self):
        for topic in self.topics:
            acceptor = Process(target=serve_once, args=(self.listener.fileno(), topic))
            acceptor.start()
            self.acceptors.append(acceptor)
        return self

    def __exit__(self, *exc_info):
        for acceptor in self.acceptors:
            acceptor.join()
        self.listener.close()

    def check(self):
        codes = [acceptor.exitcode for acceptor in self.acceptors]
        if any(codes):
            raise SystemExit(f"acceptors ended with {codes}")


def display(address):
    with socket.create_connection(address, timeout=2) as client:
        with client.makefile(encoding="utf-8") as stream:
            return json.load(stream)


def main():
    shown = {}
    with Relay(READINGS) as relay:
        for _ in relay.topics:
            try:
                shown.update(display(relay.address))
            except OSError as problem:
                print("display stays dark:", problem)
                break
    relay.check()
    print(shown)
    assert shown == READINGS
    print("ok")


if __name__ == "__main__":
    main()
