"""What the imports of a file say of the platforms that it is for."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from mpcheck.model.conditions import conditions
from mpcheck.model.evaluate import Evaluator
from mpcheck.targets import Target

#: Modules of the standard library whose documentation says "Availability: Unix" or "Availability: Windows".
_UNIX = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
_WINDOWS = {"msvcrt", "winreg", "winsound"}


def importable(ev: Evaluator, targets: Iterable[Target]) -> frozenset[Target]:
    """The targets on which the modules exist that a file imports without a test or a handler around it."""
    imported = {
        binding.origin.partition(".")[0]
        for bindings in ev.found.module.bindings.values()
        for binding in bindings
        if binding.kind == "import" and binding.statement is not None and _is_unconditional(ev, binding.statement)
    }
    missing = {"windows": _UNIX, "linux": _WINDOWS, "macos": _WINDOWS}
    lacking = {platform for platform, names in missing.items() if names & imported}
    return frozenset(target for target in targets if target.platform not in lacking)


def _is_unconditional(ev: Evaluator, statement: ast.stmt) -> bool:
    at_top = isinstance(ev.found.parents.get(statement), ast.Module)
    return at_top and not any(True for _ in conditions(ev, statement))
