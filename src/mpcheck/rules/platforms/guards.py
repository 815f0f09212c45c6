"""Signs that code is meant for some platforms only, although no test that can be read says so."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from mpcheck.model.conditions import conditions
from mpcheck.model.imports import platforms_of_imports
from mpcheck.model.module import Module
from mpcheck.model.outcomes import holds
from mpcheck.model.sources import sources
from mpcheck.rules.platforms.neighbours import is_run_elsewhere
from mpcheck.source import is_named_for_tests
from mpcheck.targets import Target

#: What tells the platform.
FACTS = {"sys.platform", "os.name", "platform.system"}
#: Words of tests that may be about the platform although their outcome is not known.
_WORDS = re.compile(r"win|\bnt\b|posix|unix|linux|darwin|mac|platform|fork|start_method|hasattr|getattr", re.IGNORECASE)
#: Words of errors that tell of a platform which is not supported.
_REFUSALS = re.compile(r"windows|posix|unix|linux|macos|platform|not support|unsupported", re.IGNORECASE)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_POSIX_NAMES = re.compile(r"unix|posix|linux|darwin|macos|bsd|fork|pty", re.IGNORECASE)
#: What a daemon of POSIX has to do with; other daemons only run on in the background, on any platform.
_OF_POSIX_DAEMON = re.compile(
    r"fork|setsid|umask|systemd|sd_notify|pid_?file|syslog|unix|\bSIG(HUP|USR|CHLD|QUIT)", re.IGNORECASE
)
_POSIX_PATHS = ("/proc/", "/sys/", "/dev/", "/etc/", "/usr/", "/bin/", "/run/", "/var/")
#: Programs of POSIX systems whose names are no other words.
_POSIX_PROGRAMS = {
    *("apt-get", "chattr", "crontab", "dpkg", "dpkg-buildpackage", "dumpkeys", "iptables", "journalctl", "launchctl"),
    *(
        "ldconfig",
        "lsof",
        "modprobe",
        "nsenter",
        "pgrep",
        "pkill",
        "strace",
        "sysctl",
        "systemctl",
        "umount",
        "useradd",
    ),
    "xvfb-run",
}
#: Folders of what maintainers keep for themselves, or what was put away.
_ASIDE = {
    *("archive", "attic", "contrib", "deprecated", "devtools", "hacking", "legacy", "maint", "maintenance", "old"),
    *("playground", "sandbox", "scratch", "scripts-dev", "trial", "trials"),
}
_OF_WINDOWS = {"ctypes.WinDLL", "ctypes.windll", "ctypes.oledll", "os.startfile"}
_TEST_FRAMEWORKS = ("pytest", "unittest")
_MAX_STEPS = 4


def is_doubtful(module: Module, node: ast.AST, targets: Iterable[Target]) -> bool:
    """Whether code that fails on these targets may never be meant to run there."""
    targets = frozenset(targets)
    return (
        not _is_meant_for(module, {target.platform for target in targets})
        # Tests are often kept from a platform elsewhere: in conftest.py, or by what is run there.
        or is_test(module)
        or is_named_for_posix(module, node)
        or may_ask_for_platform(module, node, targets)
        or _needs_posix(module, node)
        or _is_kept_aside(module)
        or _offers_flag(module)
        or _is_refused_nearby(module, node, targets)
        or _is_run_elsewhere(module, targets)
    )


def is_test(module: Module) -> bool:
    """Whether a file imports a framework for tests, or holds the methods of test cases, or what pytest finds by name."""
    has_name = is_named_for_tests(module.path)
    tests = (info for info in module.found.functions if info.name.startswith("test_"))
    return bool(module.found.imports(_TEST_FRAMEWORKS)) or any(has_name or info.cls is not None for info in tests)


def _is_meant_for(module: Module, platforms: set[str]) -> bool:
    """Whether there is no project, or it says that it is for one of these platforms, or says nothing and looks as if it were.

    A module of a package that does not say so is for it where the file has a test that tells it from Linux.
    """
    said = module.claimed.platforms
    if said is not None:
        return not said or bool(said & platforms)
    package = os.path.join(os.path.dirname(module.found.file), "__init__.py")
    return not os.path.isfile(package) or _tells_from_linux(module, platforms)


def _is_run_elsewhere(module: Module, targets: frozenset[Target]) -> bool:
    """Whether no project says what it is for, but what stands beside a file that does not ask for these platforms."""
    asks = module.claimed.platforms or _tells_from_linux(module, {target.platform for target in targets})
    return not asks and is_run_elsewhere(module, targets)


def _tells_from_linux(module: Module, platforms: set[str]) -> bool:
    tests = [node.test for node in module.found.nodes_of(ast.If, ast.While, ast.IfExp)]
    some = next((target for target in module.targets if target.platform in platforms), None)
    if some is None:
        return False
    linux = replace(some, platform="linux")
    outcomes = ((holds(module.ev, test, some), holds(module.ev, test, linux)) for test in tests)
    return any(None not in (one, other) and one is not other for one, other in outcomes)


def may_ask_for_platform(module: Module, node: ast.AST, targets: Iterable[Target]) -> bool:
    """Whether a test around a node or a definition that holds it, whose outcome is not known, speaks of platforms.

    So may a decorator of such a definition.
    """
    definitions = [outer for outer in module.ancestors(node) if isinstance(outer, _DEFINITIONS)]
    tests = (test for one in (node, *definitions) for test in module.around.open_tests(one, targets))
    decorators = (decorator for one in definitions for decorator in one.decorator_list)
    asked: set[tuple[ast.expr, int]] = set()
    return any(_speaks_of_platform(module, test, asked) for test in tests) or any(
        _WORDS.search(ast.unparse(decorator)) for decorator in decorators
    )


def _speaks_of_platform(
    module: Module, test: ast.expr, asked: set[tuple[ast.expr, int]], steps: int = _MAX_STEPS
) -> bool:
    """Whether a test, or what its names stand for, has a word of platforms, or is set under such a test.

    ``asked`` are those that were found to have none, as names are often set under the same tests.
    """
    if (test, steps) in asked:
        return False
    asked.add((test, steps))
    if _WORDS.search(ast.unparse(test)):
        return True
    names = (one for one in ast.walk(test) if isinstance(one, (ast.Name, ast.Attribute, ast.Call)))
    found = (source for name in names for source in sources(module.ev, name)) if steps > 0 else ()
    return any(
        _is_set_for_platform(module, source, asked, steps - 1)
        if isinstance(source, ast.Constant)
        else _speaks_of_platform(module, source, asked, steps - 1)
        for source in found
    )


def _is_set_for_platform(module: Module, value: ast.Constant, asked: set[tuple[ast.expr, int]], steps: int) -> bool:
    """Whether a constant is a value that something gets under a test of the platform, or after such an import."""
    if not module.is_here(value):
        return False
    tried = (outer.body for outer in module.ancestors(value) if isinstance(outer, ast.Try))
    return any(any(True for _ in platforms_of_imports(body)) for body in tried) or any(
        _speaks_of_platform(module, test, asked, steps) for test, _ in conditions(module.ev, value)
    )


def _is_refused_nearby(module: Module, node: ast.AST, targets: frozenset[Target]) -> bool:
    """Whether a sibling of the function or method around a node raises on the targets alone, and says that it is for them."""
    here = module.function(node)
    if here is None:
        return False
    siblings = (one for one in module.found.functions if one is not here and one.cls in (None, here.cls))
    others = frozenset(replace(target, platform="linux") for target in targets)
    return any(
        _REFUSALS.search(ast.unparse(raised)) and module.narrow(raised, targets) and not module.narrow(raised, others)
        for one in siblings
        for raised in one.raises
    )


def is_named_for_posix(module: Module, node: ast.AST) -> bool:
    """Whether the file, or a function or class around a node, has the name of a platform that is not Windows."""
    file = PurePosixPath(module.path)
    names = [file.stem, file.parent.name]
    names += [outer.name for outer in module.ancestors(node) if isinstance(outer, _DEFINITIONS)]
    if any("daemon" in name.lower() for name in names) and _OF_POSIX_DAEMON.search(module.text):
        return True
    return any(_POSIX_NAMES.search(name) for name in names)


def _is_kept_aside(module: Module) -> bool:
    """Whether a file lies in a folder, and no package, of what is not for the users of a project."""
    folder = os.path.dirname(module.found.file)
    parts = set(PurePosixPath(module.path).parent.parts)
    return bool(parts & _ASIDE) and not os.path.isfile(os.path.join(folder, "__init__.py"))


def _needs_posix(module: Module, node: ast.AST) -> bool:
    """Whether the outermost class or function around a node uses files, modules or programs that only POSIX systems have."""
    around = [outer for outer in module.ancestors(node) if isinstance(outer, _DEFINITIONS)]
    nodes = list(ast.walk(around[-1])) if around else []
    texts = [one.value for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    lacking = platforms_of_imports(_statements(nodes))
    uses = any(text.startswith(_POSIX_PATHS) or text.partition(" ")[0] in _POSIX_PROGRAMS for text in texts)
    return uses or any("windows" not in one for one in lacking)


def is_for_windows(module: Module, node: ast.AST) -> bool:
    """Whether the function around a node uses what only Windows has."""
    function = module.function(node)
    nodes = list(ast.walk(function.node)) if function is not None else []
    names = {module.external_name(one) for one in nodes if isinstance(one, (ast.Name, ast.Attribute))}
    return bool(names & _OF_WINDOWS) or {"windows"} in map(set, platforms_of_imports(_statements(nodes)))


def _statements(nodes: Iterable[ast.AST]) -> Iterator[ast.stmt]:
    return (one for one in nodes if isinstance(one, ast.stmt))


def _offers_flag(module: Module) -> bool:
    """Whether the file asks for the platform only to tell others: a module-level name that it does not use itself."""
    read = {name.id for name in module.found.names if isinstance(name.ctx, ast.Load)}
    return any(
        name not in read and _asks(module, binding.value)
        for name, bindings in module.found.module.bindings.items()
        for binding in bindings
        if binding.kind == "assign" and binding.value is not None
    )


def _asks(module: Module, value: ast.expr) -> bool:
    return any(
        isinstance(one, (ast.Name, ast.Attribute)) and module.external_name(one) in FACTS for one in ast.walk(value)
    )
