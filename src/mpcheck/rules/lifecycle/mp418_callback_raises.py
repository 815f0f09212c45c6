"""MP418: a callback of a pool raises in the thread that hands on all results."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.arity import signature
from mpcheck.model.event import Event
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.raising import raised_by
from mpcheck.rules.lifecycle.result_keys import missing_keys


@dataclass(frozen=True, slots=True)
class _Flaw:
    """Where and why a callback raises."""

    node: ast.AST
    why: str
    always: bool
    way: tuple[ast.AST, ...] = ()


def check(module: Module) -> Iterator[Finding]:
    """Report callbacks that do not take the result, or that raise by themselves."""
    reported: set[ast.AST] = set()
    for event in module.events_reached("pool", "apply_async map_async starmap_async"):
        for role in event.api.callback:
            for flaw in (*_misfits(module, event, role), *_raises(module, event, role), *_lookups(module, event, role)):
                node = _place(module, event, role, flaw)
                if node is not None and node not in reported:
                    reported.add(node)
                    yield from _report(module, event, role, flaw, node)


def _place(module: Module, event: Event, role: str, flaw: _Flaw) -> ast.AST | None:
    """Where to report a flaw: at what raises, if it stands here or beside the pool, else where the callback is given."""
    if module.is_here(flaw.node) or module.ev.file(flaw.node) is module.ev.file(event.call):
        return flaw.node
    here = (site for site in event.sites if module.is_here(site))
    return event.argument(role) if module.is_here(event.call) else next(here, event.argument(role))


def _misfits(module: Module, event: Event, role: str) -> Iterator[_Flaw]:
    written, values = event.argument(role), event.values(role)
    signatures = [signature(module.ev, one) for one in values]
    misfits = [known.misfit(1) for known in signatures if known is not None]
    if written is not None and misfits and len(misfits) == len(values) and all(misfits):
        yield _Flaw(written, f"`{role}` gets one argument, and {misfits[0]}", always=True)


def _raises(module: Module, event: Event, role: str) -> Iterator[_Flaw]:
    values = event.values(role)
    for raised in raised_by(module, module.functions(values), in_thread=True):
        text = ast.unparse(raised.node).partition("\n")[0]
        always = raised.always and len(values) == 1
        verb = "leaves" if raised.always else "may leave"
        yield _Flaw(raised.node, f"the exception of `{text}` {verb} `{role}`", always, tuple(raised.way[:-1]))


def _lookups(module: Module, event: Event, role: str) -> Iterator[_Flaw]:
    """Look-ups of what the task does not give back in each case; of a whole ``map`` the callback gets a list."""
    written = event.argument(role)
    if role == "callback" and event.method == "apply_async" and written is not None:
        for found in missing_keys(module, event, written):
            verb = "leaves" if found.always else "may leave"
            text = ast.unparse(found.node)
            why = (
                f"`{text}` has no key {found.key!r}, which a result of the task asks for, and KeyError {verb} `{role}`"
            )
            yield _Flaw(found.node, why, found.always, found.way)


def _report(module: Module, event: Event, role: str, flaw: _Flaw, node: ast.AST) -> Iterator[Finding]:
    message = (
        f"{flaw.why}: that ends the thread of the pool which hands on results, and whoever waits for one waits for ever"
    )
    related = [(call, "called here") for call in flaw.way]
    if flaw.node is not node:
        related.append((flaw.node, "raises here"))
    if node is not event.argument(role):
        related.append((event.call, "given to the pool here"))
    yield from RULE.at(
        module,
        node,
        message,
        breaks=module.narrow(node, module.targets_of(event)),
        related=related,
        severity=Severity.ERROR if flaw.always else None,
    )


_CHECKED = """
from multiprocessing import Pool


def work(number):
    return number - 1


def collect(result):
    if result < 1:
        raise ValueError(f"too small: {result}")  # MP418
    print(result)


if __name__ == "__main__":
    pool = Pool(1)
    results = [pool.apply_async(work, (n,), callback=collect) for n in (1, 2, 3)]
    print([result.get() for result in results])
    pool.terminate()
"""

_ERROR = """
import multiprocessing as mp


class Job:
    def __init__(self):
        self.pool = mp.Pool(1)

    def failed(self, error):
        print("failed:", error)
        raise error  # MP418

    def run(self, texts):
        for text in texts:
            self.pool.apply_async(int, [text], error_callback=self.failed)
        self.pool.close()
        self.pool.join()


def main():
    Job().run(["1", "x", "3"])


if __name__ == "__main__":
    main()
"""

_ARGUMENTS = """
import multiprocessing

done = []


def work(number):
    return number


def main():
    with multiprocessing.Pool(1) as pool:
        result = pool.map_async(work, [1, 2, 3], callback=lambda: done.append(1))  # MP418
        pool.apply_async(work, (4,)).get()
        print(result.get(), done)


if __name__ == "__main__":
    main()
"""

_LOOP = """
import asyncio
import multiprocessing as mp


def work(number):
    return number


class Client:
    def __init__(self, pool):
        self.pool = pool
        self.waiting = {}

    def answered(self, number):
        waiter = self.waiting.pop(number)
        asyncio.get_running_loop().call_soon(waiter.set_result, number)  # MP418

    async def ask(self, number):
        self.waiting[number] = asyncio.get_running_loop().create_future()
        self.pool.apply_async(work, (number,), callback=self.answered, error_callback=print)
        return await self.waiting[number]


async def main(pool):
    client = Client(pool)
    print(await asyncio.gather(client.ask(1), client.ask(2)))


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        asyncio.run(main(pool))
"""

_OTHER_LOOP = """
import asyncio
from multiprocessing import Pool


def work(number):
    return number


async def note(found, waiter):
    asyncio.create_task(asyncio.sleep(0))
    waiter.set_result(found)


async def main(pool):
    loop = asyncio.get_running_loop()
    waiter = loop.create_future()

    def done(found):
        asyncio.run_coroutine_threadsafe(note(found, waiter), loop)

    pool.map_async(work, [1, 2], callback=done, error_callback=print)
    assert await waiter == [1, 2]
    print("ok")


if __name__ == "__main__":
    with Pool(1) as pool:
        asyncio.run(main(pool))
"""

_CAUGHT = """
from multiprocessing import Pool

bad = []


def work(number):
    return number - 1


def collect(result):
    try:
        if result < 1:
            raise ValueError(result)
    except ValueError as error:
        bad.append(error)


if __name__ == "__main__":
    with Pool(1) as pool:
        results = [pool.apply_async(work, (n,), callback=collect) for n in (1, 2, 3)]
        assert [result.get() for result in results] == [0, 1, 2]
    assert len(bad) == 1
    print("ok")
"""

_PLAIN = """
import logging
from multiprocessing import Pool


def work(number):
    if number > 2:
        raise ValueError(number)
    return number


def main():
    results = []
    with Pool(1) as pool:
        for number in (1, 2, 3):
            pool.apply_async(work, (number,), callback=results.append, error_callback=logging.error)
        pool.close()
        pool.join()
    assert results == [1, 2]
    print("ok")


if __name__ == "__main__":
    main()
"""

_FUTURE = """
from concurrent.futures import ProcessPoolExecutor


def work(number):
    return number - 1


def collect(future):
    if future.result() < 1:
        raise ValueError("too small")


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        future = executor.submit(work, 1)
        future.add_done_callback(collect)
        assert future.result() == 0
    print("ok")
"""

RULE = Rule(
    code="MP418",
    name="callback-raises",
    summary="A callback of a pool raises an exception.",
    why=(
        "A pool calls callback and error_callback in the one thread that hands on results. An exception there ends the "
        "thread: no result of the pool arrives any more, so get() and join() wait for ever. The result whose callback "
        "it was is lost as well. Before Python 3.16 nothing guards against that. No event loop runs in that thread, so "
        "`asyncio.get_running_loop()` and `asyncio.create_task()` raise there."
    ),
    cure=(
        "Catch exceptions in the callback, and keep them for the main thread; or read the results with get(). "
        "A loop that was asked for before is reached by its `call_soon_threadsafe`."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.apply_async",
        "https://github.com/python/cpython/issues/83371",
    ),
    catalogue=("C05",),
    bad=(
        Example(_CHECKED, Outcome("hangs")),
        Example(_ERROR, Outcome("hangs")),
        Example(_ARGUMENTS, Outcome("hangs")),
        Example(_LOOP, Outcome("hangs")),
    ),
    good=(Example(_CAUGHT), Example(_OTHER_LOOP), Example(_PLAIN), Example(_FUTURE)),
    check=check,
)
