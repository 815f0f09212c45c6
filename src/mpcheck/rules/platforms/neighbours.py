"""Signs in the files of a package that it is for some platforms alone."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator

from mpcheck.model.import_statements import is_standard
from mpcheck.model.imports import importable_there
from mpcheck.model.module import Module
from mpcheck.model.tables.availability import PLATFORMS_OF_MODULE
from mpcheck.source import package_files
from mpcheck.targets import Target

#: Files with such names are there beside others that take their place elsewhere.
_ONE_OF_SEVERAL = re.compile(r"unix|posix|linux|darwin|macos|bsd|pty|win|nt\b", re.IGNORECASE)


def is_run_elsewhere(module: Module, targets: frozenset[Target]) -> bool:
    """Whether the package of a file ends at its start on these targets, or has another file that none of them can import."""
    packages = package_files(os.path.dirname(module.found.file)) if module.found.file else ()
    starts = (os.path.join(os.path.dirname(one), "__main__.py") for one in packages)
    if any(not module.around.importable(one, targets) for one in starts if os.path.isfile(one)):
        return True
    return bool(packages) and _has_unimportable(module, targets)


def _has_unimportable(module: Module, targets: frozenset[Target]) -> bool:
    """Whether a package has a file that asks for what the targets lack, and none that asks for what only they have."""
    needed = module.once(_needed_beside)
    platforms = {target.platform for target in targets}
    if any(platforms >= one for _, one in needed):
        return False
    return any(
        not _ONE_OF_SEVERAL.search(os.path.basename(path)) and not importable_there(module.ev, path, targets)
        for path, _ in needed
    )


def _needed_beside(module: Module) -> Iterator[tuple[str, frozenset[str]]]:
    """The other files of a package, with the platforms of each module of the standard library that they import and some lack."""
    folder = os.path.dirname(module.found.file)
    names: list[str] = []
    with contextlib.suppress(OSError):  # what is not to be listed tells nothing
        names = sorted(os.listdir(folder))
    for path in (os.path.join(folder, name) for name in names if name.endswith(".py")):
        packages = module.ev.project.always_imported(path).packages if path != module.found.file else frozenset()
        yield from (
            (path, PLATFORMS_OF_MODULE[one]) for one in packages & PLATFORMS_OF_MODULE.keys() if is_standard(one)
        )
