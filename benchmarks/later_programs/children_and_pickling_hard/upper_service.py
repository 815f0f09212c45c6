"""A tiny prefork service: answers each line in capitals."""
import logging
import socket
from contextlib import closing
from multiprocessing import Process

log = logging.getLogger("upper")


def bind(host="127.0.0.1", port=0, backlog=16):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(backlog)
    return listener


def serve_one(fd, number):
    with socket.socket(fileno=fd) as listener:
        connection, _ = listener.accept()
        with connection, connection.makefile("rw") as stream:
            line = stream.readline()
            stream.write(f"{number} {line.upper()}")
            stream.flush()


def prefork(listener, count):
    handle = listener.fileno()
    common = {"fd": handle}
    workers = []
    for number in range(count):
        worker = Process(target=serve_one, kwargs=dict(common, number=number), daemon=True)
        worker.start()
        workers.append(worker)
    return workers


def ask(address, text):
    with socket.create_connection(address, timeout=6) as client:
        with client.makefile("rw") as stream:
            stream.write(text + "\n")
            stream.flush()
            return stream.readline().strip()


def main():
    with closing(bind()) as listener:
        workers = prefork(listener, 2)
        answers = [ask(listener.getsockname(), word) for word in ("salt", "pepper")]
        for worker in workers:
            worker.join(5)
    print(sorted(answer.split()[1] for answer in answers))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    main()
