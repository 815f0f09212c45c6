"""Two cache nodes on loopback, each behind a secret of its own, and workers that fill them."""
from __future__ import annotations

import multiprocessing as mp
import os
import secrets
from dataclasses import dataclass
from multiprocessing.connection import Client, Listener
from multiprocessing.managers import BaseManager

AUTHKEY = "CACHE_NODE_AUTHKEY"


class Cache(dict):
    def store(self, key: str, value: str) -> None:
        self[key] = value

    def size(self) -> int:
        return len(self)


class Node(BaseManager):
    pass


_cache = Cache()


def the_cache() -> Cache:
    return _cache


Node.register("cache", callable=the_cache, exposed=("store", "size", "get"))


@dataclass
class HeaderFilter:
    """Drops the header that would give a key away when requests are logged."""

    authkey: bytes = b"x-cache-authkey"

    def __call__(self, headers: dict[bytes, bytes]) -> dict[bytes, bytes]:
        return {name: value for name, value in headers.items() if name != self.authkey}


def configured() -> bytes:
    """The secret of the deployment; a rehearsal gets one for the day."""
    return os.environ.get(AUTHKEY, "").encode() or secrets.token_bytes(32)


def fill(address: tuple[str, int], authkey: bytes, first: int, last: int) -> None:
    node = Node(address=address, authkey=authkey)
    node.connect()
    cache = node.cache()
    for number in range(first, last):
        cache.store(f"page/{number}", f"<p>{number}</p>")


def report(address: tuple[str, int]) -> None:
    """Tell the parent that a worker is up; its key is that of the process family."""
    with Client(address, authkey=bytes(mp.current_process().authkey)) as connection:
        connection.send(mp.current_process().name)


def refused(address: tuple[str, int]) -> bool:
    stranger = Node(address=address, authkey=secrets.token_bytes(32))
    try:
        stranger.connect()
    except mp.AuthenticationError:
        return True
    return False


def main() -> None:
    authkey = configured()
    with Listener(("127.0.0.1", 0), authkey=mp.current_process().authkey) as listener:
        greeter = mp.Process(target=report, args=(listener.address,), name="greeter")
        greeter.start()
        with listener.accept() as connection:
            print("up:", connection.recv())
        greeter.join()
    with Node(address=("127.0.0.1", 0), authkey=authkey) as node:
        ranges = [(0, 10), (10, 25)]
        workers = [mp.Process(target=fill, args=(node.address, authkey, *bounds)) for bounds in ranges]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        size, closed = node.cache().size(), refused(node.address)
    headers = HeaderFilter()({b"host": b"cache", b"x-cache-authkey": b"?"})
    print(f"{size} pages, stranger {'refused' if closed else 'let in'}, {len(headers)} header")
    assert (size, closed, list(headers)) == (25, True, [b"host"])
    assert not any(process.exitcode for process in (greeter, *workers))
    print("ok")


if __name__ == "__main__":
    main()
