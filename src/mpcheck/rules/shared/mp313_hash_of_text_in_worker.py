"""MP313: a worker divides work, or answers, by the hash of a text, which every process computes anew."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.nature import Nature, natures
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.hash_purposes import hashes, is_called_by_both, is_one_server, of_worker, purpose, tasks_of
from mpcheck.rules.shared.text_hashes import is_text
from mpcheck.targets import Target

_TEXT = {Nature.TEXT, Nature.BYTES}
_SEED = "PYTHONHASHSEED"


def check(module: Module) -> Iterator[Finding]:
    """Report calls of ``hash`` in workers whose result is to mean the same in another process."""
    hashed = [call for call in hashes(module) if call.args]
    calls = [call for call in hashed if of_worker(module, call)]
    if not calls or _SEED in module.text or is_one_server(module, hashed):
        return
    for call in calls:
        what = purpose(module, call)
        confidence = _confidence(module, call.args[0]) if what else None
        if confidence is not None:
            yield from _report(module, call, what, confidence)


def _confidence(module: Module, node: ast.expr) -> Confidence | None:
    """How sure it is that something is hashed whose hash depends on the process; None for what has none of that."""
    if is_text(module, node):
        return Confidence.MEDIUM
    found = set(natures(module.ev, module.contexts.values(node)))
    return Confidence.LOW if Nature.UNKNOWN in found or found & _TEXT else None


def _report(module: Module, call: ast.Call, what: str, confidence: Confidence) -> Iterator[Finding]:
    function = of_worker(module, call)
    tasks = tasks_of(module, function)
    by_parent = any(not of_worker(module, other) for other in module.calls_of("builtins.hash"))
    shared = what != "divide" or by_parent or is_called_by_both(module, function)
    targets = {target for task in tasks for target in module.targets_of(task.event) if _differs(target, shared)}
    message = f"`{ast.unparse(call)}` has another value in each process that is not forked: strings and bytes are hashed with a random key"
    related = [(task.event.call, "runs in a process here") for task in tasks[:1]]
    yield from RULE.at(module, call, message, breaks=targets, related=related, confidence=confidence)


def _differs(target: Target, with_parent: bool) -> bool:
    """Whether the key differs: between workers, or (``with_parent``) between a worker and its parent."""
    return target.start_method == "spawn" or (with_parent and target.start_method == "forkserver")


_SHARDS = """
import multiprocessing as mp

WORDS = [f"word {n}" for n in range(100)]


def count(mine, workers):
    return sum(1 for word in WORDS if hash(str(word)) % workers == mine)  # MP313


if __name__ == "__main__":
    with mp.Pool(4, maxtasksperchild=1) as pool:
        counts = pool.starmap(count, [(n, 4) for n in range(4)], chunksize=1)
    print("ok" if sum(counts) == len(WORDS) else "words were left out or counted twice")
"""

_ANSWER = """
from concurrent.futures import ProcessPoolExecutor


def key_of(name: str):
    return name, hash(name)  # MP313


def main():
    with ProcessPoolExecutor(2) as executor:
        keys = dict(executor.map(key_of, ["a", "b"]))
    print("ok" if keys["a"] == hash("a") else "another hash")


if __name__ == "__main__":
    main()
"""

_QUEUES = """
import multiprocessing as mp


class Router:
    def __init__(self, outputs):
        self.outputs = outputs

    def route(self, number):
        for n in range(20):
            slot = hash(f"key {n}") % len(self.outputs)  # MP313
            self.outputs[slot].put((number, n))
        for output in self.outputs:
            output.put(None)


if __name__ == "__main__":
    router = Router([mp.SimpleQueue(), mp.SimpleQueue()])
    senders = [mp.Process(target=router.route, args=(n,)) for n in range(2)]
    for sender in senders:
        sender.start()
    seen = [[], []]
    for found, output in zip(seen, router.outputs):
        for _ in senders:
            found.extend(n for _, n in iter(output.get, None))
    for sender in senders:
        sender.join()
    print("ok" if not set(seen[0]) & set(seen[1]) else "one key in two queues")
"""

_FILES = """
import tempfile
from multiprocessing import Pool

from cache import Cache


def work(job):
    Cache(job[0]).save(job[1])


def main():
    with tempfile.TemporaryDirectory() as folder:
        with Pool(2) as pool:
            pool.map(work, [(folder, name) for name in "abcd"])
        found = [Cache(folder).has(name) for name in "abcd"]
    print("ok" if all(found) else "results are not where they are looked for")


if __name__ == "__main__":
    main()
"""

_CACHE = """
from pathlib import Path


class Cache:
    def __init__(self, folder):
        self.folder = Path(folder)

    def _path(self, name):
        return self.folder / f"{hash(name.upper()):x}.txt"  # MP313

    def save(self, name):
        self._path(name).touch()

    def has(self, name):
        return self._path(name).exists()
"""

_STABLE = """
import hashlib
import zlib
from multiprocessing import Pool


def slot_of(name):
    return zlib.crc32(name.encode()) % 4, int(hashlib.sha1(name.encode()).hexdigest(), 16) % 4


if __name__ == "__main__":
    names = [f"name {n}" for n in range(20)]
    with Pool(2) as pool:
        assert pool.map(slot_of, names) == [slot_of(name) for name in names]
    print("ok")
"""

_NUMBERS = """
from multiprocessing import Pool


def slot_of(number: int):
    return hash(number) % 4


def pick(pair):
    number, slot = pair
    return hash((number, 2.5)) % 4 == slot


if __name__ == "__main__":
    with Pool(2) as pool:
        assert pool.map(slot_of, range(9)) == [slot_of(n) for n in range(9)]
        found = [sum(pool.map(pick, [(n, slot) for n in range(9)])) for slot in range(4)]
    assert sum(found) == 9
    print("ok")
"""

_LOCAL = """
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


class Name:
    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return self.text == other.text

    def __hash__(self):
        return hash(self.text)


def group(words):
    groups = {}
    for word in words:
        groups.setdefault(hash(word), []).append(word)
    return sorted(groups.values())


def hash_of(word):
    return hash(word)


def main():
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(group, ["a", "b", "a"]).result() == [["a", "a"], ["b"]]
        assert executor.submit(Name("a").__eq__, Name("a")).result()
    with ThreadPoolExecutor(1) as executor:
        assert executor.submit(hash_of, "a").result() == hash("a")


if __name__ == "__main__":
    main()
    print("ok")
"""

RULE = Rule(
    code="MP313",
    name="hash-of-text-in-worker",
    summary="A worker divides work by hash() of a string, sends such a hash to another process, or names a file by it.",
    why=(
        "Each interpreter that starts chooses a random key for the hashes of strings and bytes, and of tuples and other "
        "objects made of them. A forked process keeps the key of its parent. Under spawn every worker has its own, so "
        "workers that pick their share by hash(key) % n leave out some keys and take others twice. Under forkserver workers "
        "agree with each other and not with the parent, which then looks for files that bear other names. Mostly nothing "
        "fails: results are wrong."
    ),
    cure="Use a hash that is the same everywhere: zlib.crc32(key.encode()), or one of hashlib.",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/reference/datamodel.html#object.__hash__",
        "https://docs.python.org/3/using/cmdline.html#envvar-PYTHONHASHSEED",
        "https://github.com/dask/dask/issues/6640",
    ),
    catalogue=("B17",),
    bad=(
        Example(_SHARDS, Outcome("wrong", "left out or counted twice"), methods=("spawn",)),
        Example(_ANSWER, Outcome("wrong", "another hash"), methods=("spawn", "forkserver")),
        Example(_QUEUES, Outcome("wrong", "one key in two queues"), methods=("spawn",)),
        Example(
            _FILES,
            Outcome("wrong", "not where they are looked for"),
            methods=("spawn", "forkserver"),
            files=(("cache.py", _CACHE),),
        ),
    ),
    good=(Example(_STABLE), Example(_NUMBERS), Example(_LOCAL)),
    check=check,
)
