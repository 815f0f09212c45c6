"""MP130: a function or class of a notebook's cell is sent to a process that is not forked."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model import iteration
from mpcheck.model.crossings import Crossing
from mpcheck.model.module import Module
from mpcheck.model.scopes import ClassInfo, FunctionInfo
from mpcheck.model.values import CallContext, ClassRef, Function, Instance, Value, Values
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.entry.belongings import contents


def check(module: Module) -> Iterator[Finding]:
    """Report what travels to another process under the name that a cell gives it."""
    if not module.is_notebook:
        return
    seen: set[ast.AST] = set()
    for crossing in module.crossings:
        values = _sent(module, crossing, crossing.event.context)
        named = _first_of_cell(module, values)
        if named is None or crossing.role == "message":
            continue
        call, node = _place(module, crossing, named)
        if call not in seen:
            seen.add(call)
            targets = {target for target in module.targets_of(crossing.event) if target.start_method != "fork"}
            message = f"`{named.name}` is defined in a cell of this notebook, where a process that is not forked cannot find it"
            sure = all(_first_of_cell(module, frozenset((one,))) for one in values)
            confidence = Confidence.HIGH if sure else Confidence.MEDIUM
            related = [(named.node, "defined here")]
            yield from RULE.at(module, node, message, breaks=targets, related=related, confidence=confidence)


def _place(module: Module, crossing: Crossing, named: FunctionInfo | ClassInfo) -> tuple[ast.AST, ast.AST]:
    """The call that sends it and what to point at: where a helper sends what it is given, the call of the helper."""
    event = crossing.event
    given = event.context is not None and _first_of_cell(module, _sent(module, crossing, None)) is not named
    if given or not module.is_here(crossing.node):
        return event.sites[0], event.sites[0]
    return event.call, crossing.node


def _sent(module: Module, crossing: Crossing, context: CallContext | None) -> Values:
    if crossing.role == "self" and crossing.event.receiver is not None:
        return frozenset((crossing.event.receiver,))
    values = module.ev.evaluate(crossing.node, context)
    return iteration.follow(module.ev, values, ("elem",)) if crossing.each else values


def _first_of_cell(module: Module, values: Values) -> FunctionInfo | ClassInfo | None:
    return next((info for one in contents(module, values) if (info := _of_cell(module, one))), None)


def _of_cell(module: Module, one: Value) -> FunctionInfo | ClassInfo | None:
    """The function or class of the notebook as which pickle stores a value; what is local is stored under no name."""
    if isinstance(one, (Function, ClassRef, Instance)) and module.is_here(one.info.node):
        return None if one.info.is_local or one.info.name == "<lambda>" else one.info
    return None


_POOL = """
# %%
from multiprocessing import Pool

# %%
def square(x):
    return x * x

# %%
with Pool(2) as pool:
    assert pool.map(square, range(4)) == [0, 1, 4, 9]  # MP130
print("ok")
"""

_EXECUTOR = """
# %%
from concurrent.futures import ProcessPoolExecutor
from functools import partial

# %%
class Model:
    def __init__(self, factor):
        self.factor = factor

    def predict(self, x):
        return self.factor * x

# %%
model = Model(3)
with ProcessPoolExecutor(2) as executor:
    print(list(executor.map(model.predict, range(4))))  # MP130
    print(executor.submit(partial(isinstance, 1), Model).result())  # MP130
print("ok")
"""

_PROCESS = """
# %%
import multiprocessing as mp

def greet(name):
    print("hello", name)

# %%
process = mp.Process(target=greet, args=("bob",))  # MP130
process.start()
process.join()
print("ok" if process.exitcode == 0 else "failed")
"""

_IMPORTED = """
# %%
from multiprocessing import Pool

from workers import Model, square

# %%
model = Model(3)
with Pool(2) as pool:
    assert pool.map(square, range(3)) == [0, 1, 4]
    assert pool.map(model.predict, range(3)) == [0, 3, 6]
    assert pool.map(abs, [-1]) == [1]
print("ok")
"""

_WORKERS = """
def square(x):
    return x * x


class Model:
    def __init__(self, factor):
        self.factor = factor

    def predict(self, x):
        return self.factor * x
"""

_THREADS = """
# %%
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

def square(x):
    return x * x

# %%
with ThreadPoolExecutor(2) as executor:
    assert list(executor.map(square, range(3))) == [0, 1, 4]
with ThreadPool(2) as pool:
    assert pool.map(square, range(3)) == [0, 1, 4]
print("ok")
"""

_SCRIPT = """
from multiprocessing import Pool


def square(x):
    return x * x


if __name__ == "__main__":
    with Pool(2) as pool:
        assert pool.map(square, range(3)) == [0, 1, 4]
    print("ok")
"""

_FORK = """
# %%
import multiprocessing as mp

def square(x):
    return x * x

# %%
if "fork" in mp.get_all_start_methods():
    with mp.get_context("fork").Pool(2) as pool:
        assert pool.map(square, range(3)) == [0, 1, 4]
print("ok")
"""

_NOTEBOOK = "program.ipynb"

RULE = Rule(
    code="MP130",
    name="worker-defined-in-notebook",
    summary="A function or class that is defined in a notebook is sent to a process that is not forked.",
    why=(
        "pickle stores a function as the name of its module and its own name. What a cell defines belongs to the module "
        "`__main__` of the kernel, which no file holds: a child started by spawn or forkserver has an empty `__main__` and "
        "cannot find the name. A worker of a Pool then ends with an AttributeError that only the terminal of the server "
        "shows, is replaced, and the cell never ends; an executor reports BrokenProcessPool; a Process ends with "
        "status 1. Under fork the child has a copy of the kernel's memory, so the notebook works until it runs on "
        "Windows, on macOS or on Linux with Python 3.14."
    ),
    cure=(
        "Put the function or class into a .py file beside the notebook and import it (`%%writefile workers.py` makes one "
        "from a cell), or use joblib or multiprocess, which send the code itself."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#using-a-pool-of-workers",
        "https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled",
        "https://github.com/ipython/ipython/issues/10894",
    ),
    catalogue=("A17",),
    bad=(
        Example(_POOL, Outcome("hangs"), methods=("spawn", "forkserver"), name=_NOTEBOOK),
        Example(_EXECUTOR, Outcome("raises", "BrokenProcessPool"), methods=("spawn", "forkserver"), name=_NOTEBOOK),
        Example(_PROCESS, Outcome("wrong", "failed"), methods=("spawn", "forkserver"), name=_NOTEBOOK),
    ),
    good=(
        Example(_IMPORTED, name=_NOTEBOOK, files=(("workers.py", _WORKERS),)),
        Example(_THREADS, name=_NOTEBOOK),
        Example(_SCRIPT),
        Example(_FORK, name=_NOTEBOOK),
    ),
    check=check,
)
