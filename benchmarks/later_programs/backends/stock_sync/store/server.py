"""A stand-in for the warehouse, run as a program of its own."""
import os
import socketserver
import subprocess
import sys
import time
import zlib
from contextlib import contextmanager


def amount_of(article):
    return zlib.crc32(article.encode()) % 1000


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            match line.decode().split():
                case ["VERSION"]:
                    answer = "7.2"
                case ["STOCK", article]:
                    time.sleep(0.001)
                    answer = f"{article} {amount_of(article)}"
                case _:
                    answer = "ERROR"
            self.wfile.write(answer.encode() + b"\n")


@contextmanager
def running(path):
    program = subprocess.Popen([sys.executable, "-m", "store.server", path])
    try:
        while not os.path.exists(path):
            time.sleep(0.02)
        yield program
    finally:
        program.terminate()
        program.wait()
        os.unlink(path)


if __name__ == "__main__":
    with socketserver.ThreadingUnixStreamServer(sys.argv[1], Handler) as warehouse:
        warehouse.daemon_threads = True
        warehouse.serve_forever()
