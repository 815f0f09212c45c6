"""MP503: forked workers use a connection that the parent has opened."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.accesses import reads_in
from mpcheck.model.attributes import is_literal
from mpcheck.model.forks import FORK_WORDS
from mpcheck.model.hand_shared import hand_shared
from mpcheck.model.inherited import Inherited, inherited_objects, methods_called
from mpcheck.model.locks import may_be_locked
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.model.tables.fork_safety import Handle, connections, proxies
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.forking.inheriting import places_of_use, targets_that_inherit
from mpcheck.rules.shared.several_workers import has_several_workers, tasks_in_several_workers

_RECEIVES = {"recv", "recv_into", "recvmsg"}


def check(module: Module) -> Iterator[Finding]:
    """Report the call that makes a connection which workers use as they inherit it."""
    parent = Parent(module)
    for one in inherited_objects(module, connections()):
        row = connections()[one.name]
        if methods_called(module, one.uses).intersection(row.renewed_by) or _is_private(module, one.made):
            continue
        if row.is_lazy and not _is_open_before(module, one):
            continue
        if row.is_stream and not _is_read_by_several(module, parent, one):
            continue
        several = has_several_workers(module, parent, one.tasks)
        message = f"forked workers inherit this {row.words} and use it together with the parent or with each other"
        confidence = Confidence.LOW if _is_pool_of_requests(row) else Confidence.MEDIUM
        breaks = targets_that_inherit(module, one, several=several)
        related = places_of_use(one)
        yield from RULE.at(module, one.made, message, breaks=breaks, related=related, confidence=confidence)
    yield from _shared_by_hand(module)


def _shared_by_hand(module: Module) -> Iterator[Finding]:
    """The connections, those of a manager's proxies among them, that children of ``os.fork()`` share."""
    rows = {**connections(), **proxies()}
    for one in hand_shared(module, rows):
        row = rows[one.name]
        is_renewed = bool(methods_called(module, one.uses).intersection(row.renewed_by))
        if is_renewed or row.is_stream or _is_private(module, one.made) or (row.is_lazy and not one.before):
            continue
        message = (
            f"children of os.fork() inherit this {row.words} and use it together with the parent or with each other"
        )
        related = [(one.fork.node, "the process is forked here"), (one.uses[0], "the child uses it here")]
        confidence = Confidence.LOW if _is_pool_of_requests(row) else Confidence.MEDIUM
        yield from RULE.at(module, one.made, message, breaks=one.fork.targets, related=related, confidence=confidence)


def _is_private(module: Module, made: ast.Call) -> bool:
    """A database in memory, of which each process has a copy; an engine that keeps no connection."""
    arguments = [*made.args, *(keyword.value for keyword in made.keywords)]
    in_memory = any(is_literal(value, ":memory:", "") for node in arguments[:1] for value in module.values(node))
    return in_memory or any(module.external_name(node).endswith(".NullPool") for node in arguments)


def _is_open_before(module: Module, one: Inherited) -> bool:
    """Whether the parent uses the connection, too, which only then is open when it forks."""
    return bool(one.uses_of_parent(module))


def _is_read_by_several(module: Module, parent: Parent, one: Inherited) -> bool:
    """Whether several workers take what comes in on the one socket of a client, and no lock keeps questions and answers together."""
    uses = [*one.uses, *_uses_handed_out(module, one)]
    reads = [node for node in uses if _RECEIVES.intersection(methods_called(module, [node]))]
    return (
        bool(reads)
        and (one.name != "socket.socket" or "connect" in methods_called(module, one.uses_of_parent(module)))
        and bool(tasks_in_several_workers(module, parent, one.tasks, [one.made]))
        and not any(may_be_locked(module.contexts, node) for node in one.uses)
    )


def _uses_handed_out(module: Module, one: Inherited) -> Iterator[ast.expr]:
    """The same attribute in methods that a method which a worker runs gives back, to be called later: ``return self._read``."""
    for use in one.uses:
        function = module.function(use)
        if isinstance(use, ast.Attribute) and function is not None and function.cls is not None:
            names = {value.attr for value in function.returns if isinstance(value, ast.Attribute)}
            methods = (method for name, method in function.cls.methods.items() if name in names)
            nodes = (node for method in methods for node in reads_in(module, method))
            yield from (node for node in nodes if isinstance(node, ast.Attribute) and node.attr == use.attr)


def _is_pool_of_requests(row: Handle) -> bool:
    """Whether two processes take the same connection only if the pool keeps it open between requests."""
    return row.words == "session"


_UNCOMMITTED = """
import sqlite3
from multiprocessing import Pipe, Process

connection = sqlite3.connect("stock.db")  # MP503
connection.execute("CREATE TABLE IF NOT EXISTS stock (name)")


def count(reply):
    reply.send(connection.execute("SELECT count(*) FROM stock").fetchone()[0])


def main():
    connection.execute("INSERT INTO stock VALUES ('not sure yet')")
    receiver, sender = Pipe(duplex=False)
    worker = Process(target=count, args=(sender,))
    worker.start()
    seen = receiver.recv()
    worker.join()
    connection.rollback()
    print("ok" if seen == 0 else f"the worker saw {seen} rows that were never committed")


if __name__ == "__main__":
    main()
"""

_LOCKED = """
import multiprocessing
import sqlite3
import sys


class Log:
    def __init__(self, path):
        self.database = sqlite3.connect(path, timeout=0.1)  # MP503
        self.database.execute("CREATE TABLE log (line)")

    def add(self, line):
        self.database.execute("INSERT INTO log VALUES (?)", (line,))

    def work(self):
        self.add("working")
        self.database.commit()


def main():
    context = multiprocessing.get_context("fork")  # MP601
    log = Log("log.db")
    log.add("beginning")
    worker = context.Process(target=log.work)
    worker.start()
    worker.join()
    if worker.exitcode:
        sys.exit("the worker failed")
    log.add("end")
    log.database.commit()
    print("ok")


main()
"""

_PROXY = """
import os
import sys
import traceback
from multiprocessing import Manager


def count(counts, name):
    for number in range(1000):
        counts[name] = number
        if counts[name] != number:
            raise RuntimeError(f"{name} holds something else")


def start(counts, name):
    child = os.fork()  # MP603
    if child == 0:
        status = 1
        try:
            count(counts, name)
            status = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(status)
    return child


def main():
    with Manager() as manager:
        counts = manager.dict()  # MP503
        counts["all"] = 0
        children = [start(counts, name) for name in ("a", "b", "c")]
        failed = [child for child in children if os.waitpid(child, 0)[1]]
    print("children failed:" if failed else "ok", *failed)


if __name__ == "__main__":
    main()
"""

_INITIALIZER = """
import sqlite3
from multiprocessing import Pool

connection = sqlite3.connect("squares.db")


def connect():
    global connection
    connection = sqlite3.connect("squares.db")


def look_up(number):
    return connection.execute("SELECT square FROM squares WHERE number = ?", (number,)).fetchone()[0]


def main():
    with connection:
        connection.execute("CREATE TABLE squares (number, square)")
        connection.executemany("INSERT INTO squares VALUES (?, ?)", [(n, n * n) for n in range(4)])
    connection.close()
    with Pool(2, initializer=connect) as pool:
        squares = pool.map(look_up, range(4))
    print("ok" if squares == [0, 1, 4, 9] else squares)


if __name__ == "__main__":
    main()
"""

_IN_MEMORY = """
import sqlite3
from concurrent.futures import ProcessPoolExecutor

table = sqlite3.connect(":memory:")
table.execute("CREATE TABLE names (name)")
table.executemany("INSERT INTO names VALUES (?)", [("a",), ("b",)])


def count(least):
    return table.execute("SELECT count(*) FROM names WHERE name >= ?", (least,)).fetchone()[0]


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        counts = list(executor.map(count, ["a", "b"]))
    print("ok" if counts == [2, 1] else counts)
"""

_CONNECTED_ANEW = """
import os
from multiprocessing import Manager, Process


def count(counts, name):
    for number in range(100):
        counts[name] = number
        assert counts[name] == number


def main():
    with Manager() as manager:
        counts = manager.dict(all=0)
        if hasattr(os, "fork"):
            children = []
            for name in "ab":
                child = os.fork()
                if child == 0:
                    count(counts, name)
                    os._exit(0)
                children.append(child)
            assert not any(os.waitpid(child, 0)[1] for child in children)
        assert counts["all"] == 0
        workers = [Process(target=count, args=(counts, name)) for name in "cd"]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        print("ok" if not any(worker.exitcode for worker in workers) and counts["d"] == 99 else counts)


if __name__ == "__main__":
    main()
"""

_EACH_ITS_OWN = """
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from multiprocessing import Process

PATH = "jobs.db"
server = HTTPConnection("localhost", 1)


def run(path, name):
    with sqlite3.connect(path) as own:
        own.execute("INSERT INTO jobs VALUES (?)", (name,))
    own.close()
    assert server.host == "localhost"


def count(path):
    return sqlite3.connect(path).execute("SELECT count(*) FROM jobs").fetchone()[0]


def main():
    jobs = sqlite3.connect(PATH)
    with jobs:
        jobs.execute("CREATE TABLE jobs (name)")
    worker = Process(target=run, args=(PATH, "first"))
    worker.start()
    worker.join()
    with ThreadPoolExecutor(1) as threads:
        in_thread = threads.submit(count, PATH).result()
    rows = jobs.execute("SELECT name FROM jobs").fetchall()
    print("ok" if worker.exitcode == 0 and rows == [("first",)] and in_thread == 1 else rows)


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP503",
    name="connection-shared-by-fork",
    summary="Forked workers use a connection to a database or server that the parent opened.",
    why=(
        "A forked worker inherits the parent's open connections: the same socket or file, and a copy of what the client "
        "library remembers of it. Two processes then talk over one connection as if each were alone. Answers reach the "
        "wrong process, encryption fails (`decryption failed or bad record mac`), transactions of one are seen or ended "
        "by the other, and with SQLite, whose locks belong to a process, the file can be damaged. It works as long as "
        "only one of them uses the connection. Under spawn each worker makes its own; under forkserver from Python 3.14 "
        "on, workers share what the import of the program opened in their server. The proxies of a manager are such "
        "connections, too, once they have been used: workers of multiprocessing connect anew, a child of os.fork() does not."
    ),
    cure=(
        "Connect in the worker: in the `initializer` of the pool or at the start of the target. Before that, drop "
        "inherited connections without closing them: for SQLAlchemy by `engine.dispose(close=False)`."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://www.sqlite.org/howtocorrupt.html",
        "https://docs.sqlalchemy.org/en/20/core/pooling.html#using-connection-pools-with-multiprocessing-or-os-fork",
        "https://www.postgresql.org/docs/current/libpq-connect.html",
    ),
    catalogue=("C22", "D16"),
    words=FORK_WORDS,
    bad=(
        Example(_UNCOMMITTED, Outcome("wrong", "never committed"), methods=("fork",), platforms=("linux",)),
        Example(_LOCKED, Outcome("raises", "database is locked"), platforms=("linux",)),
        Example(_PROXY, Outcome("wrong", "children failed:"), platforms=("linux",)),
    ),
    good=(Example(_INITIALIZER), Example(_IN_MEMORY), Example(_CONNECTED_ANEW), Example(_EACH_ITS_OWN)),
    check=check,
)
