"""MP113: a worker runs a function of a module that was loaded from a path, and that it cannot import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePath

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.crossings import Crossing
from mpcheck.model.loaded_modules import BY_SPEC, ENTERING, EXEC, loaded_module
from mpcheck.model.module import Module
from mpcheck.model.scopes import Collected
from mpcheck.model.values import Const, Object, Partial, Value, only
from mpcheck.rules.base import Example, Outcome, Rule

_PATH_CHANGES = {"sys.path.insert", "sys.path.append", "sys.path.extend", "site.addsitedir"}


def check(module: Module) -> Iterator[Finding]:
    """Report callables for workers that are taken out of a module loaded by path."""
    found = [(crossing, loaded) for crossing in module.crossings if (loaded := list(_loaded(crossing)))]
    if not found or _workers_load(module):
        return
    reported: set[ast.expr] = set()
    for crossing, loaded in found:
        strange = [one for one in loaded if not (_changes_path(module, one) or _may_be_found_by_name(module, one))]
        if strange and crossing.node not in reported:
            reported.add(crossing.node)
            yield from _report(module, crossing, min(strange, key=lambda one: getattr(one.call, "lineno", 0)))


def _loaded(crossing: Crossing) -> Iterator[Object]:
    """The modules loaded by path that a callable for a worker is taken out of."""
    if crossing.role in ("callable", "initializer"):
        for one in crossing.event.evaluate(crossing.node):
            yield from _module_of(one)


def _module_of(one: Value) -> Iterator[Object]:
    if isinstance(one, Partial):
        yield from _module_of(one.function)
    elif (loaded := loaded_module(one)) is not None:
        yield loaded


def _files(module: Module, loaded: Object) -> list[Collected]:
    """The file that is looked at, and the one that loads the module."""
    return [module.found, *([module.ev.file(loaded.call)] if loaded.call else [])]


def _changes_path(module: Module, loaded: Object) -> bool:
    """Whether a file adds to ``sys.path``, which workers get: there the module may be found by its name."""
    for file in _files(module, loaded):
        stored = (node for node in file.nodes_of(ast.Attribute) if isinstance(node.ctx, ast.Store))
        if any(module.external_name(call.func) in _PATH_CHANGES for call in file.calls):
            return True
        if any(module.external_name(node) == "sys.path" for node in stored):
            return True
    return False


def _workers_load(module: Module) -> bool:
    """Whether code that runs in workers loads modules by path, too."""
    calls = (call for function in module.worker_tasks for call in function.calls)
    return any(module.external_name(call.func) == BY_SPEC for call in calls)


def _may_be_found_by_name(module: Module, loaded: Object) -> bool:
    """Whether the name that the module gets is that of its file, as far as both are written out."""
    made = loaded.call
    if not isinstance(made, ast.Call) or not made.args:
        return False
    given: list[Object] = [loaded]
    if loaded.name == BY_SPEC:
        given = list(only(Object, module.values(made.args[0], loaded.context)))
    return any(_text(module, one, 0) == PurePath(_text(module, one, 1)).stem != "" for one in given)


def _text(module: Module, one: Object, position: int) -> str:
    """A literal argument of the call that made an object."""
    arguments = one.call.args if isinstance(one.call, ast.Call) else []
    values = module.values(arguments[position], one.context) if position < len(arguments) else frozenset()
    texts = [const.value for const in only(Const, values) if isinstance(const.value, str)]
    return texts[0] if len(texts) == len(values) == 1 else ""


def _report(module: Module, crossing: Crossing, loaded: Object) -> Iterator[Finding]:
    is_entered = loaded.name in ENTERING or any(_entries(module, loaded))
    fails_everywhere = crossing.serializer == "pickle" and not is_entered
    targets = module.targets_of(crossing.event)
    breaks = targets if fails_everywhere else {one for one in targets if one.start_method != "fork"}
    origin = "code that exec has run" if loaded.name == EXEC else "a module that was loaded from a path"
    message = f"this comes from {origin}: it is sent by its name, and a worker does not find the module by that"
    related = [(loaded.call, "loaded here, for this process alone")] if loaded.call else []
    yield from RULE.at(module, crossing.node, message, breaks=breaks, related=related)


def _entries(module: Module, loaded: Object) -> Iterator[ast.expr]:
    """Where a file adds a module to ``sys.modules``."""
    for node in (node for file in _files(module, loaded) for node in file.nodes_of(ast.Subscript)):
        if isinstance(node.ctx, ast.Store) and module.external_name(node.value) == "sys.modules":
            yield node


_PLUGIN = (
    "greetings.py",
    "def greet(name):\n    return 'hello ' + name\n\n\ndef show(name):\n    print(greet(name))\n",
)

_PROCESS = """
import importlib.util
from multiprocessing import Process


def load(path):
    spec = importlib.util.spec_from_file_location("plugin", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    plugin = load("greetings.py")
    process = Process(target=plugin.show, args=("you",))  # MP113
    process.start()
    process.join()
    print("ok" if process.exitcode == 0 else "")
"""

_POOL = """
import importlib.util
import multiprocessing as mp
import sys


class Plugins:
    def __init__(self, path):
        spec = importlib.util.spec_from_file_location("first_plugin", path)
        self.first = importlib.util.module_from_spec(spec)
        sys.modules["first_plugin"] = self.first
        spec.loader.exec_module(self.first)

    def run(self, names):
        with mp.Pool(1) as pool:
            result = pool.map_async(self.first.greet, names)  # MP113
            return result.get(timeout=20)


if __name__ == "__main__":
    print("ok" if Plugins("greetings.py").run(["you"]) == ["hello you"] else "")
"""

_EXECUTOR = """
import importlib.util
from concurrent.futures import ProcessPoolExecutor
from functools import partial


def main():
    spec = importlib.util.spec_from_file_location("plugin", "greetings.py")
    plugin = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(plugin)
    with ProcessPoolExecutor(1) as executor:
        return executor.submit(partial(plugin.greet, "you")).result()  # MP113


if __name__ == "__main__":
    print("ok" if main() == "hello you" else "")
"""

_LOADED_IN_WORKER = """
import importlib.util
from multiprocessing import Pool


def load(path):
    spec = importlib.util.spec_from_file_location("plugin", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(path, name):
    return load(path).greet(name)


if __name__ == "__main__":
    with Pool(1) as pool:
        assert pool.starmap(run, [("greetings.py", "you")]) == ["hello you"]
    print("ok")
"""

_BY_NAME = """
import importlib
import importlib.util
import os
import sys
from concurrent.futures import ProcessPoolExecutor


def load(path):
    folder, file = os.path.split(os.path.abspath(path))
    sys.path.insert(0, folder)
    return importlib.import_module(file.partition(".")[0])


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        assert executor.submit(load("greetings.py").greet, "you").result() == "hello you"
    print("ok")
"""

_IN_PARENT = """
import importlib.util
import multiprocessing as mp


def shout(text):
    return text.upper()


def main():
    spec = importlib.util.spec_from_file_location("plugin", "greetings.py")
    plugin = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(plugin)
    with mp.Pool(1) as pool:
        assert pool.map(shout, [plugin.greet("you")]) == ["HELLO YOU"]


if __name__ == "__main__":
    main()
    print("ok")
"""

_FILES = (_PLUGIN,)

RULE = Rule(
    code="MP113",
    name="worker-of-module-loaded-by-path",
    summary="A worker is to run a function of a module that was loaded from a path.",
    why=(
        "A function is pickled as the name of its module and its own. A module that was loaded from a file by "
        "importlib.util, or run by runpy.run_path, has whatever name it was given, and only sys.modules of this process may "
        "know it. Where it is not entered there, pickling fails with PicklingError; a pool or executor pickles its tasks "
        "under fork, too. Where it is entered, a process that is not forked looks for the name along sys.path and fails with "
        "ModuleNotFoundError: a Process ends with exit status 1, a worker of a pool dies and its task is never done. What exec "
        "has put into a dict is no name of a module either."
    ),
    cure=(
        "Send the path and load the module in the worker, or put its folder on sys.path, which is passed on, and import it "
        "by its name."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/pickle.html#what-can-be-pickled-and-unpickled",
        "https://github.com/progval/Limnoria/issues/1600",
    ),
    catalogue=("A29",),
    bad=(
        Example(
            _PROCESS, Outcome("raises", "Can't pickle <function show"), methods=("spawn", "forkserver"), files=_FILES
        ),
        Example(_POOL, Outcome("any"), methods=("spawn", "forkserver"), files=_FILES),
        Example(_EXECUTOR, Outcome("raises", "plugin"), files=_FILES),
    ),
    good=(Example(_LOADED_IN_WORKER, files=_FILES), Example(_BY_NAME, files=_FILES), Example(_IN_PARENT, files=_FILES)),
    check=check,
)
