"""MP202: a new process gets a lambda, or something made inside a function."""

from __future__ import annotations

from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.blocked import Blocked
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.pickling.reporting import CALLABLE_ROLES, LOCAL_CODE, report


def _belongs(blocked: Blocked) -> bool:
    """Code that exists inside a function only, in what is pickled while a process is started."""
    crossing, obstacle = blocked.crossing, blocked.obstacle
    if not crossing.new_process:
        return False
    if crossing.role == "self":
        return obstacle.kind in {*LOCAL_CODE, "instance"}
    if obstacle.path:
        return False
    return obstacle.kind in LOCAL_CODE or (obstacle.kind == "instance" and crossing.role in CALLABLE_ROLES)


def _say(blocked: Blocked) -> str:
    where = f" in `self{blocked.obstacle.path}`" if blocked.obstacle.path else ""
    return (
        f"{blocked.obstacle.words}{where} cannot be pickled, so a process that is not forked cannot be started with it"
    )


def check(module: Module) -> Iterator[Finding]:
    """Report code that pickle cannot find by name, where a process gets it at its start."""
    yield from report(RULE, module, _belongs, _say)


_TARGET = """
from multiprocessing import Process


def main(greeting):
    def greet():
        print(greeting)

    process = Process(target=greet)  # MP202
    process.start()
    process.join()
    return process.exitcode


if __name__ == "__main__":
    print("ok" if main("hello") == 0 else "failed")
"""

_SUBCLASS = """
import multiprocessing as mp


class Worker(mp.Process):
    def __init__(self, value):
        super().__init__()
        self.value = value
        self.change = lambda x: x + 1  # MP202

    def run(self):
        print(self.change(self.value))


if __name__ == "__main__":
    worker = Worker(1)
    worker.start()
    worker.join()
    print("ok" if worker.exitcode == 0 else "failed")
"""

_INITIALIZER = """
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor


def main(limit):
    settings = {}

    class Setup:
        def __call__(self, name):
            settings[name] = limit

    context = mp.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=Setup(), initargs=("limit",)) as executor:  # MP202
        print(executor.submit(abs, -1).result())


if __name__ == "__main__":
    main(3)
"""

_MODULE_LEVEL = """
from functools import partial
from multiprocessing import Process


def greet(greeting, name):
    print(greeting, name)


def main(greeting):
    process = Process(target=partial(greet, greeting), args=("bob",))
    process.start()
    process.join()
    assert process.exitcode == 0


if __name__ == "__main__":
    main("hello")
    print("ok")
"""

_FORK = """
import multiprocessing as mp
import threading


def main():
    def greet(name):
        print("hello", name)

    runner = threading.Thread(target=greet, args=("thread",))
    if "fork" in mp.get_all_start_methods():
        runner = mp.get_context("fork").Process(target=lambda: greet("process"))
    runner.start()
    runner.join()


if __name__ == "__main__":
    main()
    print("ok")
"""

_SUBCLASS_LATE = """
from multiprocessing import Pool, Process


class Worker(Process):
    def __init__(self, value):
        Process.__init__(self)
        self.value = value
        self.change = None

    def run(self):
        self.change = lambda x: x + 1
        assert self.change(self.value) == 2


def remember(value):
    global remembered
    remembered = value


def recall(_):
    return remembered


if __name__ == "__main__":
    worker = Worker(1)
    worker.start()
    worker.join()
    assert worker.exitcode == 0
    with Pool(1, remember, (5,)) as pool:
        assert pool.map(recall, range(2)) == [5, 5]
    print("ok")
"""

_LOADER = """
from torch.utils.data import DataLoader


def main():
    loader = DataLoader([1, 2, 3], num_workers=1, collate_fn=lambda batch: batch[0])  # MP202
    assert list(loader) == [1, 2, 3]
    print("ok")


if __name__ == "__main__":
    main()
"""

_LOADER_WITHOUT_WORKERS = """
from torch.utils.data import DataLoader


def main():
    loader = DataLoader([1, 2, 3], num_workers=0, collate_fn=lambda batch: batch[0])
    assert list(loader) == [1, 2, 3]
    print("ok")


if __name__ == "__main__":
    main()
"""

_REGISTERED = """
import queue
from multiprocessing.managers import BaseManager

waiting = queue.Queue()


class Jobs(BaseManager):
    pass


Jobs.register("waiting", callable=lambda: waiting)  # MP202

if __name__ == "__main__":
    manager = Jobs()
    manager.start()
    print("ok" if manager.waiting().empty() else "failed")
    manager.shutdown()
"""

_REGISTERED_BY_NAME = """
import queue
import threading
from multiprocessing.managers import BaseManager

waiting = queue.Queue()


class Jobs(BaseManager):
    pass


class Served(BaseManager):
    pass


class Client(BaseManager):
    pass


def get_waiting():
    return waiting


Jobs.register("waiting", callable=get_waiting)
Served.register("waiting", callable=lambda: waiting)
Client.register("waiting")

if __name__ == "__main__":
    with Jobs() as manager:
        assert manager.waiting().empty()
    server = Served().get_server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = Client(address=server.address)
    client.connect()
    assert client.waiting().empty()
    print("ok")
"""

RULE = Rule(
    code="MP202",
    name="local-callable-to-process",
    summary="A process is started with a lambda, or with a function or class defined inside a function.",
    why=(
        "A forked process has a copy of everything and needs no pickling, so this works on Linux up to Python 3.13. "
        "Under spawn and forkserver the Process object is pickled, with its target, arguments and attributes, and so "
        "are the initializer of a pool and its arguments, and what the class of a manager has registered. What exists only inside a function cannot be found by its "
        "name from another process: start() raises AttributeError or, from Python 3.14 on, PicklingError."
    ),
    cure=(
        "Define it at module level and pass what it took from its surroundings in args. In a subclass of Process, make "
        "it in run(), which is executed in the new process."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#the-spawn-and-forkserver-start-methods",
        "https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled",
        "https://github.com/python/cpython/issues/126831",
    ),
    catalogue=("B02", "B15"),
    bad=(
        Example(_TARGET, Outcome("raises", "local"), methods=("spawn", "forkserver")),
        Example(_SUBCLASS, Outcome("raises", "<lambda>"), methods=("spawn", "forkserver")),
        Example(_INITIALIZER, Outcome("raises", "local")),
        Example(_REGISTERED, Outcome("raises", "lambda"), methods=("spawn", "forkserver")),
        Example(_LOADER, Outcome("raises", "lambda"), methods=("spawn", "forkserver"), requires=("torch",)),
    ),
    good=(
        Example(_MODULE_LEVEL),
        Example(_FORK),
        Example(_SUBCLASS_LATE),
        Example(_REGISTERED_BY_NAME),
        Example(_LOADER_WITHOUT_WORKERS, requires=("torch",)),
    ),
    check=check,
)
