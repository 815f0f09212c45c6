"""MP313: a worker divides work, or answers, by the hash of a text, which every process computes anew."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.calls import Edge
from mpcheck.model.module import Module
from mpcheck.model.nature import Nature, natures
from mpcheck.model.parents import Parent
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.model.uses import uses_of
from mpcheck.model.values import Instance, Items
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.targets import Target

_TEXT = {Nature.TEXT, Nature.BYTES}
_SENDS = {"put", "put_nowait", "send"}
_SEED = "PYTHONHASHSEED"


def check(module: Module) -> Iterator[Finding]:
    """Report calls of ``hash`` in workers whose result is to mean the same in another process."""
    hashed = [call for call in module.calls_of("builtins.hash") if call.args]
    calls = [call for call in hashed if _of_worker(module, call)]
    if not calls or _SEED in module.text or _is_one_server(module, hashed):
        return
    for call in calls:
        what = _purpose(module, call)
        confidence = _confidence(module, call.args[0]) if what else None
        if confidence is not None:
            yield from _report(module, call, what, confidence)


def _of_worker(module: Module, call: ast.Call) -> FunctionInfo | None:
    function = module.function(call)
    runs = function in module.worker_tasks or function in module.served_tasks
    return function if function is not None and runs and function.name != "__hash__" else None


def _tasks(module: Module, function: FunctionInfo | None) -> list[Task]:
    """What leads to a function in a process of its own."""
    return [] if function is None else [*module.worker_tasks.get(function, ()), *module.served_tasks.get(function, ())]


def _is_one_server(module: Module, calls: Sequence[ast.Call]) -> bool:
    """Whether all hashes are computed by one process: the server of the only manager."""
    functions = {module.function(call) for call in calls}
    if functions & module.worker_tasks.keys() or not functions <= module.served_tasks.keys():
        return False
    servers = {task.event.call for one in functions if one is not None for task in module.served_tasks[one]}
    return len(servers) == 1 and not any(Parent(module).may_repeat(server) for server in servers)


def _purpose(module: Module, call: ast.Call) -> str:
    """What the hash is for: ``divide`` (it is compared, or chooses), ``answer`` (it leaves the worker), "" for others."""
    value = _signless(module, call)
    share = _share(module, value)
    if share is not None:
        if any(_chooses(module, node) for node in _places(module, share)):
            return "divide"
        if not _is_divided_by_parent(module):
            return ""
    return "answer" if _leaves(module, share or value) and _is_entry(module, call) else ""


def _signless(module: Module, call: ast.Call) -> ast.expr:
    """A hash, or what ``abs()`` makes of it."""
    parent = module.parent(call)
    return parent if isinstance(parent, ast.Call) and module.external_name(parent.func) == "builtins.abs" else call


def _share(module: Module, value: ast.expr) -> ast.BinOp | None:
    """The number of one of several parts, which a hash is made into: ``hash(key) % n``."""
    parent = module.parent(value)
    return parent if isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Mod, ast.BitAnd)) else None


def _is_divided_by_parent(module: Module) -> bool:
    """Whether the parent chooses by shares that it computes itself."""
    own = (call for call in module.calls_of("builtins.hash") if not _of_worker(module, call))
    shares = (_share(module, _signless(module, call)) for call in own)
    return any(_chooses(module, node) for share in shares if share is not None for node in _places(module, share))


def _leaves(module: Module, value: ast.expr) -> bool:
    """Whether a value is returned or sent, by itself or in an object that is made of it."""
    uses = uses_of(module, value)
    for call in [module.parent(use.node) for use in uses if use.how == "argument"]:
        if isinstance(call, ast.Call) and any(isinstance(one, (Instance, Items)) for one in module.values(call)):
            uses += uses_of(module, call)
    return any(use.how == "returned" or _is_sent(module, use.node) for use in uses)


def _places(module: Module, node: ast.AST) -> Iterator[ast.AST]:
    """An expression, the uses of the local name that it is assigned to, the calls from which parent and workers get it."""
    yield node
    parent, body = module.parent(node), module.function(node)
    if isinstance(parent, ast.Return) and _is_called_by_both(module, body):
        yield from (edge.call for edge in _calls_of(module, body))
    if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
        name = parent.targets[0].id
        yield from (use for use in module.found.names if use.id == name and module.function(use) is body)


def _is_called_by_both(module: Module, function: FunctionInfo | None) -> bool:
    """Whether the parent calls a function that workers run, too."""
    return any(not _tasks(module, module.function(edge.call)) for edge in _calls_of(module, function))


def _calls_of(module: Module, function: FunctionInfo | None) -> Sequence[Edge]:
    return module.graph.callers.get(function, ()) if function is not None else ()


def _chooses(module: Module, node: ast.AST) -> bool:
    parent = module.parent(node)
    return isinstance(parent, ast.Compare) or (isinstance(parent, ast.Subscript) and parent.slice is node)


def _is_sent(module: Module, node: ast.AST) -> bool:
    events = (event for event in module.all_events if event.api.item)
    return any(module.statement(node) is module.statement(event.call) for event in events)


def _is_entry(module: Module, call: ast.Call) -> bool:
    """Whether the function that calls ``hash`` is itself what a task runs."""
    function = module.function(call)
    tasks = module.worker_tasks.get(function, ()) if function is not None else ()
    return any(function in module.functions(task.callables) for task in tasks)


def _confidence(module: Module, node: ast.expr) -> Confidence | None:
    """How sure it is that something is hashed whose hash depends on the process; None for what has none of that."""
    if _is_declared_text(module, node):
        return Confidence.MEDIUM
    found = set(natures(module.ev, module.contexts.values(node)))
    if found and found <= _TEXT:
        return Confidence.MEDIUM
    return Confidence.LOW if Nature.UNKNOWN in found or found & _TEXT else None


def _is_declared_text(module: Module, node: ast.expr) -> bool:
    """Whether a parameter is annotated as a string or bytes."""
    function = module.function(node)
    annotation = function.annotation(node.id) if function is not None and isinstance(node, ast.Name) else None
    return annotation is not None and module.external_name(annotation) in ("builtins.str", "builtins.bytes")


def _report(module: Module, call: ast.Call, what: str, confidence: Confidence) -> Iterator[Finding]:
    function = _of_worker(module, call)
    tasks = _tasks(module, function)
    by_parent = any(not _of_worker(module, other) for other in module.calls_of("builtins.hash"))
    shared = what == "answer" or by_parent or _is_called_by_both(module, function)
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
    summary="A worker divides work by hash() of a string, or sends such a hash to another process.",
    why=(
        "Each interpreter that starts chooses a random key for the hashes of strings and bytes, and of tuples and other "
        "objects made of them. A forked process keeps the key of its parent. Under spawn every worker has its own, so "
        "workers that pick their share by hash(key) % n leave out some keys and take others twice. Under forkserver workers "
        "agree with each other and not with the parent. Nothing fails: results are wrong."
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
    ),
    good=(Example(_STABLE), Example(_NUMBERS), Example(_LOCAL)),
    check=check,
)
