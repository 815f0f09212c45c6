"""MP504: forked workers read from a file that the parent has opened."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.accesses import access
from mpcheck.model.inherited import Inherited, inherited_objects, methods_called
from mpcheck.model.locks import may_be_locked
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.model.parents import Parent
from mpcheck.model.remembered import kept_by
from mpcheck.model.tables.fork_safety import files
from mpcheck.model.tasks import Task
from mpcheck.model.values import BoundMethod, Const, Instance
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.forking.inheriting import places_of_use, targets_that_inherit
from mpcheck.rules.shared.several_workers import has_several_workers, tasks_in_several_workers

_READS = {"read", "readline", "readlines", "readinto", "seek", "open", "extract", "extractall", "extractfile"}
#: Functions that read from the file that they are given.
_READERS = {"builtins.next", "builtins.list", "csv.reader", "csv.DictReader", "json.load", "pickle.load"}


def check(module: Module) -> Iterator[Finding]:
    """Report the call that opens a file from whose position several workers read."""
    for one in inherited_objects(module, files()):
        reads = [use for use in one.uses if _reads(module, use)]
        if not reads or not _is_opened_to_read(module, one) or "close" in methods_called(module, one.uses):
            continue
        if not _have_several(module, one) or all(may_be_locked(module.contexts, use) for use in reads):
            continue
        message = (
            f"forked workers share the position in this {files()[one.name].words}: each reads what the others skip"
        )
        breaks = targets_that_inherit(module, one, several=True)
        yield from RULE.at(module, one.made, message, breaks=breaks, related=places_of_use(one))


def _reads(module: Module, use: ast.expr) -> bool:
    how, parent = access(module, use), module.parent(use)
    if how.ends == "call" and how.depth == 1:
        return how.method in _READS
    if isinstance(parent, ast.Subscript):
        return parent.value is use
    if isinstance(parent, (ast.For, ast.comprehension)):
        return parent.iter is use
    return isinstance(parent, ast.Call) and use in parent.args and module.external_name(parent.func) in _READERS


def _is_opened_to_read(module: Module, one: Inherited) -> bool:
    """Whether the mode says so: what processes write to a file that they share comes one after the other."""
    place = 0 if one.name.endswith("Path.open") else 1
    given = [*one.made.args[place : place + 1], *(k.value for k in one.made.keywords if k.arg == "mode")]
    modes = [value for node in given for value in module.values(node)]
    return all(isinstance(mode, Const) and str(mode.value).startswith("r") for mode in modes)


def _have_several(module: Module, one: Inherited) -> bool:
    """Whether several workers have the same open file, and not each the one of an object of its own."""
    parent = Parent(module)
    if one.by_import or kept_by(module, one.made) is not None:
        return has_several_workers(module, parent, one.tasks)
    by_owner: dict[ast.AST, list[Task]] = {}
    for task in one.tasks:
        for owner in _made_with(module, one.made, task):
            by_owner.setdefault(owner, []).append(task)
    return any(tasks_in_several_workers(module, parent, tasks, [owner]) for owner, tasks in by_owner.items())


def _made_with(module: Module, made: ast.Call, task: Task) -> Iterator[ast.AST]:
    """The call that opens the file in the function that starts the worker: itself, or that makes the object which does so."""
    starter = module.function(task.event.call)
    owners = {one.receiver for one in task.callables if isinstance(one, BoundMethod)}
    calls = [one.call for one in owners if isinstance(one, Instance) and one.call is not None]
    yield from frames(module, [made]).get(starter, ())
    yield from (call for call in calls if module.function(call) is starter)


_LINES = """
from multiprocessing import Process, SimpleQueue

program = open(__file__)  # MP504


def count(answers):
    answers.put(sum(1 for line in program))


def main():
    answers = SimpleQueue()
    workers = [Process(target=count, args=(answers,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    counts = [answers.get() for _ in workers]
    for worker in workers:
        worker.join()
    print("ok" if counts[0] == counts[1] else f"the workers counted {counts} lines")


if __name__ == "__main__":
    main()
"""

_ARCHIVE = """
import multiprocessing
import sys
import zipfile


class Images:
    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)  # MP504

    def check(self, number):
        for _ in range(3000):
            if self.archive.read(f"image{number}") != bytes([number]) * 100_000:
                sys.exit("these bytes belong to another image")


def main():
    with zipfile.ZipFile("images.zip", "w") as archive:
        for number in range(4):
            archive.writestr(f"image{number}", bytes([number]) * 100_000)
    images = Images("images.zip")
    context = multiprocessing.get_context("fork")  # MP601
    workers = [context.Process(target=images.check, args=(number,)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        sys.exit("a worker failed")
    print("ok")


main()
"""

_TABLE = """
import table
from multiprocessing import Pool


def main():
    starts = [first for first in range(0, table.COUNT, 1000)] * 8
    with Pool(4) as pool:
        wrong = sum(pool.map(table.misplaced, starts, chunksize=1))
    print("ok" if not wrong else f"{wrong} records were read at the wrong place")


if __name__ == "__main__":
    main()
"""

_RECORDS = """
import os
import tempfile
import time

COUNT, SIZE = 8_000, 64


def write(path):
    if not os.path.exists(path):
        with open(f"{path}.{os.getpid()}", "wb") as new:
            new.writelines(b"%064d" % number for number in range(COUNT))
        os.replace(new.name, path)
    return path


records = open(write(os.path.join(tempfile.gettempdir(), "records")), "rb")  # MP504


def misplaced(first):
    records.seek(first * SIZE)
    time.sleep(0.02)  # as long as a request to elsewhere
    return sum(records.read(SIZE) != b"%064d" % number for number in range(first, first + 1000))
"""

_OPENS_ITSELF = """
from multiprocessing import Pool

program = open(__file__)
first = program.readline()


def begin():
    global program
    program = open(__file__)


def count(number):
    program.seek(0)
    return sum(1 for line in program)


if __name__ == "__main__":
    with Pool(2, initializer=begin) as pool:
        counts = pool.map(count, range(4))
    print("ok" if len(set(counts)) == 1 else counts)
"""

_NO_POSITION = """
import mmap
import os
from concurrent.futures import ProcessPoolExecutor

program = open(__file__, "rb")
mapped = mmap.mmap(program.fileno(), 0, access=mmap.ACCESS_READ)


def byte(place):
    if hasattr(os, "pread"):
        return os.pread(program.fileno(), 1, place)[0]
    return mapped[place]


def main():
    with ProcessPoolExecutor(2) as executor:
        found = list(executor.map(byte, range(100)))
    print("ok" if bytes(found) == mapped[:100] else found)


if __name__ == "__main__":
    main()
"""

_TAKE_TURNS = """
import multiprocessing as mp
import sys

SIZE = 8


class Records:
    def __init__(self, path):
        self.file = open(path, "rb", buffering=0)
        self.lock = mp.Lock()

    def check(self, number):
        for _ in range(100):
            with self.lock:
                self.file.seek(number * SIZE)
                record = self.file.read(SIZE)
            if record != bytes([number]) * SIZE:
                sys.exit("not this record")


def log(file, line):
    file.write(line)
    file.flush()


def run(context):
    with open("records", "wb") as new:
        for number in range(3):
            new.write(bytes([number]) * SIZE)
    records = Records("records")
    with open("log", "w") as lines:
        workers = [context.Process(target=records.check, args=(number,)) for number in range(3)]
        workers += [context.Process(target=log, args=(lines, f"{number}\\n")) for number in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    with open("log") as lines:
        complete = sorted(lines) == ["0\\n", "1\\n"]
    print("ok" if complete and not any(worker.exitcode for worker in workers) else "failed")


if __name__ == "__main__":
    if "fork" in mp.get_all_start_methods():
        run(mp.get_context("fork"))
    else:
        print("ok")
"""

_WRONG_PLACE = Outcome("wrong", "read at the wrong place")

RULE = Rule(
    code="MP504",
    name="file-shared-by-fork",
    summary="Forked workers read from one open file, and move its position for each other.",
    why=(
        "A forked worker inherits the parent's open files, and the position in a file belongs to the open file, not to "
        "the process. What one worker reads is skipped in all others, and a seek() moves all of them: wrong data "
        "without an error, `BadZipFile`, decompression errors, nonsense from HDF5. With one worker it works. Under spawn "
        "each worker opens files that the module opens itself; under forkserver from Python 3.14 on (3.13: from 3.13.8 on), "
        "workers share what the import of the program, and of the modules that it imports, opened in their server."
    ),
    cure=(
        "Open the file in the worker: in the `initializer` of the pool, at the start of the target, or when it is first "
        "needed. Or read without a position: os.pread(), or a memory map."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://man7.org/linux/man-pages/man2/fork.2.html",
        "https://docs.python.org/3/library/os.html#os.pread",
        "https://docs.h5py.org/en/stable/mpi.html",
    ),
    catalogue=("D15",),
    bad=(
        Example(_LINES, Outcome("wrong", "the workers counted"), methods=("fork",), platforms=("linux",)),
        Example(_ARCHIVE, Outcome("raises", "a worker failed"), platforms=("linux",)),
        Example(_TABLE, _WRONG_PLACE, ("fork",), platforms=("linux",), files=(("table.py", _RECORDS),)),
        Example(_TABLE, _WRONG_PLACE, ("forkserver",), ">=3.14", ("linux",), files=(("table.py", _RECORDS),)),
    ),
    good=(Example(_OPENS_ITSELF), Example(_NO_POSITION), Example(_TAKE_TURNS)),
    check=check,
)
