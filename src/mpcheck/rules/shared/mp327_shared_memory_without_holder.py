"""MP327: shared memory is closed by its creator before others attach, which on Windows ends it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import is_literal
from mpcheck.model.displays import last_name
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.model.order import Body
from mpcheck.model.uses import Use, reads, uses_of
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.block_names import uses_of_name
from mpcheck.rules.shared.wrapped_blocks import wrapped_and_left

#: What may be done with a block so that nothing but its name refers to it.
_PLAIN = {"close", "buf", "name", "size", "_name"}
_MESSAGES = "queue joinable-queue simple-queue proxy-queue connection"
_WAITS = {"get", "wait", "join", "recv", "acquire", "result", "input"}


def check(module: Module) -> Iterator[Finding]:
    """Report blocks that are created here, or in objects made here, never unlinked, and whose name is returned or sent away."""
    for event in module.events_everywhere("shared-memory", "new"):
        function = module.function(event.call)
        created = event.values("create")
        targets = [target for target in module.targets_of(event) if target.platform == "windows"]
        if not targets or function is None or not created or not all(is_literal(one, True) for one in created):
            continue
        uses = list(_uses(module, event.call))
        if all(_attribute(module, use) in _PLAIN for use in uses):
            returned, sent = _gone(module, uses)
            if returned or sent:
                yield from RULE.at(
                    module,
                    event.call,
                    "on Windows this block ends when the function that made it closes it or returns, and who gets its name finds nothing",
                    breaks=targets,
                    confidence=Confidence.HIGH if returned and event.is_certain else Confidence.MEDIUM,
                )
    for made in wrapped_and_left(module):
        breaks = module.narrow(made, (target for target in module.targets if target.platform == "windows"))
        message = (
            "on Windows the block of this object ends when the function closes it, and who gets its name finds nothing"
        )
        yield from RULE.at(module, made, message, breaks=breaks, confidence=Confidence.MEDIUM)


def _uses(module: Module, made: ast.Call) -> Iterator[Use]:
    """What becomes of a block, also of one that ``closing`` gives a name."""
    for use in uses_of(module, made):
        outer = module.parent(use.node)
        item = module.parent(outer) if isinstance(outer, ast.Call) else None
        entered = item.optional_vars if isinstance(item, ast.withitem) else None
        if isinstance(entered, ast.Name) and module.external_name(outer.func) == "contextlib.closing":  # type: ignore[union-attr]
            yield from (Use(name, "other") for name in reads(module, entered))
        else:
            yield use


def _attribute(module: Module, use: Use) -> str:
    parent = module.parent(use.node)
    return parent.attr if isinstance(parent, ast.Attribute) else ""


def _gone(module: Module, uses: list[Use]) -> tuple[bool, bool]:
    """Whether the name of a block is returned, and whether it is sent and the block then closed at once."""
    closes = [use.node for use in uses if use.how == "close"]
    returned = sent = False
    for use in uses:
        name = module.parent(use.node)
        if isinstance(name, ast.Attribute) and name.attr == "name":
            for further in uses_of_name(module, name):
                returned = returned or further.how == "returned"
                sent = sent or any(_is_closed_after(module, further.node, close) for close in closes)
    return returned, sent


def _is_closed_after(module: Module, passed: ast.AST, close: ast.AST) -> bool:
    """Whether a message holds the name, and the block is closed without waiting for an answer."""
    messages = [e for e in module.events_everywhere(_MESSAGES) if e.api.item and passed in ast.walk(e.call)]
    return any(Body(module, close).leads(e.call, close, _waits(module, e)) for e in messages)


def _waits(module: Module, message: Event) -> list[ast.Call]:
    calls = [call for call in module.ev.file(message.call).calls if last_name(call.func) in _WAITS]
    return [call for call in calls if module.function(call) is module.function(message.call)]


_RETURNED = """
from multiprocessing import Pool
from multiprocessing.shared_memory import SharedMemory


def store(data):
    block = SharedMemory(create=True, size=len(data))  # MP327, MP616
    block.buf[: len(data)] = data
    name = block.name
    block.close()
    return name


def total(name):
    block = SharedMemory(name=name)
    result = sum(block.buf[:3])
    block.close()
    return result


if __name__ == "__main__":
    name = store(bytes([1, 2, 3]))
    with Pool(1) as pool:
        print(pool.apply(total, (name,)))
    print("ok")
"""

_SENT = """
import multiprocessing as mp
from multiprocessing import shared_memory


class Producer(mp.Process):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = blocks

    def run(self):
        frame = shared_memory.SharedMemory(None, True, 100)  # MP327, MP616
        frame.buf[0] = 42
        self.blocks.put((frame.name, 100))
        frame.close()


if __name__ == "__main__":
    blocks = mp.Queue()
    producer = Producer(blocks)
    producer.start()
    name, size = blocks.get()
    producer.join()
    frame = shared_memory.SharedMemory(name)
    print(frame.buf[0])
    print("ok")
"""

_KEPT = """
from multiprocessing import Pool
from multiprocessing.shared_memory import SharedMemory


class Store:
    def __init__(self):
        self.blocks = []

    def add(self, data):
        block = SharedMemory(create=True, size=len(data))
        block.buf[: len(data)] = data
        self.blocks.append(block)
        return block.name

    def close(self):
        for block in self.blocks:
            block.close()
            block.unlink()


def total(name):
    block = SharedMemory(name=name)
    result = sum(block.buf[:3])
    block.close()
    return result


if __name__ == "__main__":
    store = Store()
    with Pool(1) as pool:
        assert pool.apply(total, (store.add(bytes([1, 2, 3])),)) == 6
    store.close()
    print("ok")
"""

_USED_BEFORE = """
import multiprocessing
from multiprocessing.shared_memory import SharedMemory


def total(name, results):
    block = SharedMemory(name=name)
    results.put(sum(block.buf[:3]))
    block.close()


def run(context):
    block = SharedMemory(create=True, size=3)
    block.buf[:3] = bytes([1, 2, 3])
    results = context.SimpleQueue()
    child = context.Process(target=total, args=(block.name, results))
    child.start()
    result = results.get()
    child.join()
    assert child.exitcode == 0
    block.close()
    block.unlink()
    return result


if __name__ == "__main__":
    print("ok" if run(multiprocessing.get_context()) == 6 else "another sum")
"""

_ANSWERED = """
from multiprocessing import Pipe, Process
from multiprocessing.shared_memory import SharedMemory


def produce(connection):
    block = SharedMemory(create=True, size=3)
    block.buf[0] = 42
    connection.send(block.name)
    assert connection.recv() == "read"
    block.close()
    block.unlink()


if __name__ == "__main__":
    here, there = Pipe()
    producer = Process(target=produce, args=(there,))
    producer.start()
    block = SharedMemory(name=here.recv())
    number = block.buf[0]
    block.close()
    here.send("read")
    producer.join()
    assert producer.exitcode == 0
    print("ok" if number == 42 else number)
"""

RULE = Rule(
    code="MP327",
    name="shared-memory-without-holder",
    summary="Shared memory is created and closed, and only then attached by its name.",
    why=(
        "On Windows a block of shared memory exists as long as somebody has it open, and unlink() does nothing. A function "
        "that creates it, closes it (or drops it by returning) and hands out its name works on other systems, and on Windows leaves "
        "nothing to attach to: FileNotFoundError."
    ),
    cure="Keep the SharedMemory object of the creator open until every other process has attached, or use a SharedMemoryManager.",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.shared_memory.html#multiprocessing.shared_memory.SharedMemory.unlink",
    ),
    catalogue=("D21",),
    bad=(
        Example(_RETURNED, Outcome("raises", "FileNotFoundError"), platforms=("windows",)),
        Example(_SENT, Outcome("raises", "FileNotFoundError"), platforms=("windows",)),
    ),
    good=(Example(_KEPT), Example(_USED_BEFORE), Example(_ANSWERED)),
    check=check,
)
