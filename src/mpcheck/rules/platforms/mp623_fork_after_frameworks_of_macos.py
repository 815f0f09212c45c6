"""MP623: a process forks on macOS that has used frameworks of the system, without becoming another program."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.elsewhere import calls_reached, imported_files
from mpcheck.model.forks import FORK_WORDS, may_precede, place_to_report
from mpcheck.model.hand_forks import only_executes
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.platforms.forks_on_macos import forks_on_macos

#: What brings the frameworks of macOS into a process when it is called: windows above all.
_USES = {
    *("tkinter.Tk", "wx.App", "pygame.init", "pygame.display.set_mode", "webview.create_window", "rumps.App"),
    *(f"{qt}.QtWidgets.QApplication" for qt in ("PyQt5", "PyQt6", "PySide2", "PySide6")),
    *(f"{qt}.QtGui.QGuiApplication" for qt in ("PyQt5", "PyQt6", "PySide2", "PySide6")),
}
#: Modules of PyObjC, which do so when they are imported.
_MODULES = {"objc", "AppKit", "Cocoa", "CoreFoundation", "CoreLocation", "Foundation", "Quartz", "ScriptingBridge"}
_SETTING = "OBJC_DISABLE_INITIALIZE_FORK_SAFETY"


def check(module: Module) -> Iterator[Finding]:
    """Report forks that the code asks for and that come after such a use."""
    forks = list(forks_on_macos(module))
    uses = [*calls_reached(module, _USES), *_imports(module)] if forks else []
    if not uses or any(node.value == _SETTING for node in module.found.nodes_of(ast.Constant)):
        return
    for fork, targets in forks:
        earlier = next((use for use in uses if may_precede(module, (use,), fork.event.sites)), None)
        if earlier is None or (fork.is_by_hand and only_executes(module, fork.event.call)):
            continue
        message = "this forks a process that uses frameworks of macOS: the child may be ended when it needs them"
        confidence = Confidence.MEDIUM if fork.is_certain else Confidence.LOW
        related = [(earlier, "brings them into the process")]
        place = place_to_report(module, fork, earlier)
        yield from RULE.at(module, place, message, breaks=targets, related=related, confidence=confidence)


def _imports(module: Module) -> Iterator[ast.stmt]:
    """Where this file imports one of these modules, and others that it imports do when they are imported."""
    for file in (module.found, *imported_files(module)):
        for node in file.nodes_of(ast.Import, ast.ImportFrom):
            is_run = file is module.found or module.function(node) is None
            if is_run and any(name.partition(".")[0] in _MODULES for name in _imported(node)):
                yield node


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [] if node.level else [node.module or ""]


_WINDOW = """
import multiprocessing as mp
import tkinter


def work(number):
    return tkinter.Tcl().eval(f"expr {number} * 2")


def main():
    window = tkinter.Tk()
    window.update()
    with mp.get_context("fork").Pool(2) as pool:  # MP601, MP623
        assert pool.map(work, [1, 2]) == ["2", "4"]
    window.destroy()
    print("ok")


if __name__ == "__main__":
    main()
"""

_OBJECTIVE_C = """
import os

from Foundation import NSDate


def now():
    return NSDate.date().timeIntervalSince1970()


def main():
    started = now()
    child = os.fork()  # MP603, MP623
    if child == 0:
        os._exit(0 if now() >= started else 1)
    _, status = os.waitpid(child, 0)
    print("ok" if status == 0 else f"the child ended with {status}")


if __name__ == "__main__":
    main()
"""

_SPAWNED = """
import multiprocessing as mp
import sys

try:
    import objc
except ImportError:
    objc = None


def double(number):
    return 2 * number


if __name__ == "__main__":
    context = mp.get_context("spawn" if sys.platform in ("darwin", "win32") else "fork")
    with context.Pool(1) as pool:
        assert pool.map(double, [1]) == [2]
    print("ok")
"""

_FORKED_FIRST = """
import os


def open_window():
    try:
        import tkinter

        tkinter.Tk().destroy()
    except Exception as error:
        return str(error)


def main():
    child = os.fork()
    if child == 0:
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    open_window()
    print("ok")


if __name__ == "__main__":
    main()
"""

_BECOMES_ANOTHER = """
import os
import sys

try:
    import AppKit
except ImportError:
    AppKit = None


def main():
    child = os.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-c", "pass"])
    assert os.waitpid(child, 0)[1] == 0
    print("ok")


if __name__ == "__main__":
    main()
"""

_SOURCE = "https://github.com/python/cpython/issues/77906"
_LINUX = ("linux",)

RULE = Rule(
    code="MP623",
    name="fork-after-frameworks-of-macos",
    summary="A process that has opened a window or used Objective-C forks on macOS.",
    why=(
        "The frameworks of macOS start threads and keep connections to services of the system, which a fork does not copy. "
        "Since macOS 10.13 the runtime of Objective-C ends a forked child that needs what may have been in "
        "use: 'may have been in progress in another thread when fork() was called', exit status -6. This is why spawn has "
        "been the default there since Python 3.8."
    ),
    cure=(
        "Use spawn on macOS, or start the processes before the frameworks are used. Setting "
        "OBJC_DISABLE_INITIALIZE_FORK_SAFETY=YES in the environment takes the check away, not the danger."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        _SOURCE,
        "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
        "https://github.com/aboutcode-org/scancode-toolkit/issues/1019",
    ),
    catalogue=("E04",),
    words=FORK_WORDS,
    bad=(
        Example(_WINDOW, Outcome("any"), platforms=("macos",), platform_only=_SOURCE),
        Example(_OBJECTIVE_C, Outcome("any"), platforms=("macos",), platform_only=_SOURCE),
    ),
    good=(
        Example(_SPAWNED),
        Example(_FORKED_FIRST, platforms=_LINUX),
        Example(_BECOMES_ANOTHER, platforms=_LINUX),
    ),
    check=check,
)
