"""MP622: a forked child asks macOS for its proxies, as urllib.request and requests do."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.elsewhere import calls_elsewhere
from mpcheck.model.fork_children import Child, partings
from mpcheck.model.forks import FORK_WORDS, Fork, may_precede, place_to_report
from mpcheck.model.module import Module
from mpcheck.model.scopes import Collected
from mpcheck.model.values import BoundMethod, External, Object, Value
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.forks_on_macos import forks_on_macos
from mpcheck.targets import Target

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "request")
_ASKS = {
    *(f"urllib.request.{name}" for name in ("urlopen", "urlretrieve", "build_opener", "getproxies", "proxy_bypass")),
    *(f"{session}.{verb}" for session in ("requests", "requests.Session", "requests.session") for verb in _VERBS),
    *(f"httpx.{verb}" for verb in (*_VERBS, "stream", "Client", "AsyncClient")),
}
_PACKAGES = ("urllib", "requests", "httpx")
#: Settings by which the system is not asked.
_SETTINGS = ("trust_env", "no_proxy", "http_proxy", "https_proxy")


def check(module: Module) -> Iterator[Finding]:
    """Report forks that the code asks for, whose child looks for proxies where nothing keeps it from the system's."""
    for fork, targets in forks_on_macos(module):
        asking = {call for call in _in_child(module, fork) if _asks(module, call)}
        calls = (*module.found.calls, *calls_elsewhere(module, _PACKAGES)) if asking else ()
        later = next((call for call in calls if call in asking), None)
        if later is not None and not _is_told(module):
            yield from _report(module, fork, targets, later, calls)


def _report(
    module: Module, fork: Fork, targets: frozenset[Target], later: ast.Call, calls: Iterable[ast.Call]
) -> Iterator[Finding]:
    asking = (call for call in calls if _asks(module, call))
    earlier = next((call for call in asking if may_precede(module, (call,), fork.event.sites)), None)
    message = "the child of this fork asks macOS for its proxies, which may end it by a segmentation fault there"
    related = [(later, "asks for them in the child")]
    if earlier is not None:
        related.append((earlier, "asks for them in the parent before"))
    confidence = Confidence.MEDIUM if earlier is not None and fork.is_certain else Confidence.LOW
    place = place_to_report(module, fork, later)
    yield from RULE.at(module, place, message, breaks=targets, related=related, confidence=confidence)


def _asks(module: Module, call: ast.Call) -> bool:
    return any(_name(one) in _ASKS for one in module.contexts.values(call.func))


def _name(one: Value) -> str:
    if isinstance(one, BoundMethod) and isinstance(one.receiver, Object):
        return f"{one.receiver.name}.{one.name}"
    return one.name if isinstance(one, External) else ""


def _is_told(module: Module) -> bool:
    """Whether the file, or one that it calls into, speaks of a setting by which the system is not asked."""
    elsewhere = {module.ev.file(call) for call in calls_elsewhere(module, _PACKAGES)}
    return any(word.lower() in _SETTINGS for file in {module.found, *elsewhere} for word in _words(file))


def _words(file: Collected) -> Iterator[str]:
    """The texts, attributes and keywords of a file."""
    yield from (node.value for node in file.nodes_of(ast.Constant) if isinstance(node.value, str))
    yield from (node.attr for node in file.nodes_of(ast.Attribute))
    yield from (keyword.arg or "" for call in file.calls for keyword in call.keywords)


def _in_child(module: Module, fork: Fork) -> Iterator[ast.Call]:
    """The calls that the child makes."""
    functions = {info for task in fork.tasks for info in module.functions(task.callables)}
    children = [Child(module, branches) for branches in partings(module, fork)] if fork.is_by_hand else []
    reached = module.graph.reached_from(functions).union(*(child.functions for child in children))
    yield from (call for function in reached for call in function.calls)
    yield from (call for child in children for call in child.calls)


_BY_HAND = """
import os
import urllib.request


def main():
    assert isinstance(urllib.request.getproxies(), dict)
    child = os.fork()  # MP603, MP622
    if child == 0:
        urllib.request.getproxies()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print("ok" if status == 0 else f"the child ended with {status}")


if __name__ == "__main__":
    main()
"""

_CONTEXT = """
import multiprocessing as mp
from urllib.request import getproxies


class Fetcher:
    def __init__(self, context):
        self.context = context

    def proxy(self, scheme):
        return getproxies().get(scheme)

    def run(self, scheme):
        first = self.proxy(scheme)
        with self.context.Pool(2) as pool:  # MP622
            return pool.map(self.proxy, [scheme]) == [first]


if __name__ == "__main__":
    print("ok" if Fetcher(mp.get_context("fork")).run("http") else "different")  # MP601
"""

_SPAWN = """
import multiprocessing as mp
import sys
from urllib.request import getproxies


def proxies(number):
    return getproxies()


if __name__ == "__main__":
    assert isinstance(proxies(0), dict)
    context = mp.get_context("fork" if sys.platform.startswith("linux") else "spawn")
    with context.Pool(1) as pool, mp.Pool(1) as other:
        assert pool.map(proxies, [1]) == other.map(proxies, [2])
    print("ok")
"""

_TOLD = """
import os
import urllib.request

os.environ["no_proxy"] = "*"


def main():
    urllib.request.getproxies()
    child = os.fork()
    if child == 0:
        urllib.request.getproxies()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    print("ok")


if __name__ == "__main__":
    main()
"""

_PARENT_ALONE = """
import os
import urllib.request


def main():
    urllib.request.getproxies()
    child = os.fork()
    if child == 0:
        os._exit(3)
    urllib.request.getproxies()
    status = os.waitpid(child, 0)[1]
    print("ok" if os.WEXITSTATUS(status) == 3 else status)


if __name__ == "__main__":
    main()
"""

_SOURCE = "https://docs.python.org/3/library/urllib.request.html"

RULE = Rule(
    code="MP622",
    name="proxy-asked-for-in-forked-child",
    summary="A child that is forked on macOS opens URLs, for which the proxies of the system are looked up.",
    why=(
        "urllib.request, and with it requests and httpx, asks macOS for its proxies where the environment names none. The "
        "frameworks behind this use threads and are not made for a fork without exec: once the parent has used them, "
        "the child may be ended by signal 11 in _scproxy, or wait for ever. Spawn has been the default on macOS "
        "since Python 3.8 for that reason."
    ),
    cure=(
        'Use spawn on macOS. Where it has to be fork, set os.environ["no_proxy"] = "*" before the first request, or '
        "trust_env = False of the session or client."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        _SOURCE,
        "https://github.com/python/cpython/pull/112871",
        "https://github.com/python/cpython/issues/75999",
        "https://github.com/python/cpython/issues/105912",
    ),
    catalogue=("E05",),
    words=FORK_WORDS,
    bad=(
        Example(_BY_HAND, Outcome("any"), platforms=("macos",), platform_only=_SOURCE),
        Example(_CONTEXT, Outcome("any"), platforms=("macos",), platform_only=_SOURCE),
    ),
    good=(
        Example(_SPAWN),
        Example(_TOLD, platforms=("linux",)),
        Example(_PARENT_ALONE, platforms=("linux",)),
    ),
    check=check,
)
