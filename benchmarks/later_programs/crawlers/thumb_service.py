"""Thumbnail back end: a socket server on loopback whose handlers share one pool of scalers."""
import contextlib
import json
import multiprocessing.pool
import socket
import socketserver
import threading
from typing import Iterator, List, Tuple

Size = Tuple[int, int]


def scale(job: Tuple[str, Size, int]) -> dict:
    name, (width, height), edge = job
    factor = edge / max(width, height)
    return {"name": name, "size": [max(1, round(width * factor)), max(1, round(height * factor))]}


@contextlib.contextmanager
def scalers(count: int) -> Iterator["multiprocessing.pool.Pool"]:
    """The pool for the lifetime of the service; leaving waits for what is still being scaled."""
    pool = multiprocessing.Pool(count)
    try:
        yield pool
    finally:
        pool.join()


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        for line in self.rfile:
            request = json.loads(line)
            jobs = [(image["name"], tuple(image["size"]), request["edge"]) for image in request["images"]]
            answer = self.server.pool.map(scale, jobs)
            self.wfile.write(json.dumps(answer).encode() + b"\n")


class ThumbServer(socketserver.ThreadingTCPServer):
    daemon_threads = False
    allow_reuse_address = True

    def __init__(self, pool: "multiprocessing.pool.Pool") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pool = pool


@contextlib.contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[Tuple[str, int]]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def request(address: Tuple[str, int], edge: int, images: List[dict]) -> List[dict]:
    with socket.create_connection(address, timeout=20) as connection:
        with connection.makefile("rwb") as stream:
            stream.write(json.dumps({"edge": edge, "images": images}).encode() + b"\n")
            stream.flush()
            return json.loads(stream.readline())


def main() -> None:
    images = [{"name": f"{n}.png", "size": [640 + 40 * n, 480]} for n in range(6)]
    with contextlib.ExitStack() as stack:
        pool = stack.enter_context(scalers(2))
        address = stack.enter_context(serving(ThumbServer(pool)))
        thumbs = request(address, 128, images)
    for thumb in thumbs:
        print(thumb["name"], "x".join(map(str, thumb["size"])))
    print("ok")


if __name__ == "__main__":
    main()
