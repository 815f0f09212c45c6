"""A registry of the ports through which the nodes of a robot talk, with a check of what is plugged in."""
from __future__ import annotations

import multiprocessing as mp
from collections.abc import Callable, Iterator
from multiprocessing import pool as mp_pool
from multiprocessing import queues, synchronize
from typing import Any

Factory = Callable[[], Any]

FACTORIES: dict[str, Factory] = {"mailbox": mp.Queue, "flag": mp.Event, "mutex": mp.Lock}
TYPES: dict[str, type] = {
    "mailbox": queues.Queue,
    "flag": synchronize.Event,
    "mutex": synchronize.Lock,
    "node": mp.Process,
    "crew": mp_pool.Pool,
}


class Mailbox(queues.Queue):
    """A queue that refuses messages without a topic."""

    def __init__(self, depth: int) -> None:
        super().__init__(depth, ctx=mp.get_context())

    def post(self, topic: str, message: Any) -> None:
        if not topic:
            raise ValueError("a message needs a topic")
        self.put((topic, message))


class Node(mp.Process):
    def __init__(self, name: str, inbox: mp.Queue[int], ready: mp.Event | None, outbox: mp.Queue) -> None:
        super().__init__(name=name)
        self.inbox, self.ready, self.outbox = inbox, ready, outbox

    def run(self) -> None:
        if self.ready is not None:
            self.ready.set()
        for number in iter(self.inbox.get, None):
            self.outbox.put((self.name, number * number))


class Registry:
    def __init__(self) -> None:
        self.ports: dict[str, Any] = {}

    def create(self, name: str, kind: str) -> Any:
        make = FACTORIES[kind]
        return self.plug(name, kind, make())

    def plug(self, name: str, kind: str, port: Any) -> Any:
        if not isinstance(port, TYPES[kind]):
            raise TypeError(f"{name} is no {kind}")
        self.ports[name] = port
        return port

    def kinds(self) -> Iterator[tuple[str, list[str]]]:
        for name, port in self.ports.items():
            yield name, [kind for kind, cls in TYPES.items() if isinstance(port, cls)]


def main() -> None:
    registry = Registry()
    inbox = registry.create("squares.in", "mailbox")
    outbox = registry.create("squares.out", "mailbox")
    ready = registry.create("squares.ready", "flag")
    registry.create("bus", "mutex")
    posts = registry.plug("posts", "mailbox", Mailbox(4))
    node = registry.plug("squares", "node", Node("squares", inbox, ready, outbox))
    node.start()
    for number in (2, 3, None):
        inbox.put(number)
    answers = [outbox.get(timeout=20) for _ in range(2)]
    node.join()
    posts.post("done", node.exitcode)
    print(answers, ready.is_set(), posts.get(timeout=20))
    for name, kinds in registry.kinds():
        print(f"{name}: {', '.join(kinds)}")
    print("ok" if answers == [("squares", 4), ("squares", 9)] and not node.exitcode else "not plugged in")


if __name__ == "__main__":
    main()
