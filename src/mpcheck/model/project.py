"""The files of a project that import each other, found by their place on disk and read on demand.

An import is resolved as Python would resolve it for a program started in the folder of the importing
file or in the project's root: relative imports by folder; absolute ones from the folder above the
importing file's outermost package, its own folder, the project's root, and ``src`` in it; those of a test also
from the folder above its own, where tests are started.  Nothing is imported.  Names of the standard library are
never a project's, and what is installed side by side is none: a package there stands alone.
"""

from __future__ import annotations

import ast
import functools
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from mpcheck import source
from mpcheck.model.collect import collect
from mpcheck.model.import_statements import imported_names, is_standard
from mpcheck.model.scopes import Collected, Index, Scope
from mpcheck.model.tables.availability import PLATFORMS_OF

#: Gives the text and the tree of a file, or None where it cannot be read or parsed.
Reader = Callable[[str], "tuple[str, ast.Module] | None"]
#: Folders into which packages are installed.
_INSTALLED = ("site-packages", "dist-packages")
#: A test, or the call of a function, that may look at the platform when a file is imported.
_CHECK_OF_PLATFORM = re.compile(
    rb"^(?=if\b|[\w.]+\().*(?:platform|os\.name|windows|win32|posix|linux)", re.MULTILINE | re.IGNORECASE
)
_ROOT_MARKS = ("pyproject.toml", "setup.py", "setup.cfg", ".git", ".hg")


@dataclass(eq=False, slots=True)
class Resolved:
    """A dotted name that lies in a file of the project; ``rest`` are the attributes in it."""

    found: Collected
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlwaysImported:
    """The files of the project that importing a file runs as well, and what it imports by name.

    ``packages`` are the first words of the names, the project's among them; of ``names`` some platforms lack each.
    No test and no handler is around the statements: they stand at the begin of their lines.
    ``may_refuse``: there, too, stands what may leave it where the platform does not fit.
    """

    files: frozenset[str]
    packages: frozenset[str]
    names: frozenset[str]
    may_refuse: bool


@dataclass(eq=False)
class Project:
    """All files read so far.

    ``read`` reads a file; ``show`` gives its name for reports.  Without them nothing is ever found: each
    file stands alone.
    """

    read: Reader = lambda _: None
    show: Callable[[str], str] = str
    index: Index = field(default_factory=Index)
    #: For files that are imported: those of the programs that do so and may choose how processes start.
    programs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: The characters of all files held.
    size: int = 0
    _files: dict[str, Collected | None] = field(default_factory=dict)
    _entries: dict[tuple[str, str], tuple[str | None, str | None]] = field(default_factory=dict)
    _roots: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _known_bases: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    _located: dict[tuple[str, str], tuple[str | None, tuple[str, ...]]] = field(default_factory=dict)
    _holding: dict[tuple[Collected, frozenset[str]], bool] = field(default_factory=dict)
    _always: dict[str, AlwaysImported] = field(default_factory=dict)

    def add(self, path: str, shown: str, text: str, tree: ast.Module) -> Collected:
        """Collect a file that has been parsed already; what was collected of this text of it before is kept."""
        known = self._files.get(path) if path else None
        if known is None or known.text != text:
            known = collect(tree, self.index, shown, text, path)
            self.size += len(text)
            if path:
                self._files[path] = known
        return known

    def holds(self, file: Collected, words: frozenset[str]) -> bool:
        """Whether a file holds one of the words, which each file may ask that uses it."""
        known = self._holding.get((file, words))
        if known is None:
            known = self._holding[file, words] = any(word in file.text for word in words)
        return known

    def load(self, path: str) -> Collected | None:
        """The file at an absolute path, None where it cannot be read or parsed."""
        if path not in self._files:
            # Set first: a file that imports itself must not be read again.
            self._files[path] = None
            parsed = self.read(path)
            if parsed is not None:
                self.size += len(parsed[0])
                self._files[path] = collect(parsed[1], self.index, self.show(path), parsed[0], path)
        return self._files[path]

    def tree(self, path: str, text: str) -> ast.Module | None:
        """The tree of a file with this text, None where it is not held."""
        found = self._files.get(path)
        node = found.module.node if found is not None and found.text == text else None
        return node if isinstance(node, ast.Module) else None

    def paths(self) -> list[str]:
        """The files held, in the order in which they were read."""
        return [path for path, found in self._files.items() if found is not None]

    def resolve(self, dotted: str, importer: str) -> Resolved | None:
        """The file that holds an imported name: the longest part of it that is a module."""
        path, rest = self.locate(dotted, importer)
        found = self.load(path) if path and path != importer else None
        return Resolved(found, rest) if found is not None else None

    def locate(self, dotted: str, importer: str) -> tuple[str | None, tuple[str, ...]]:
        """The path of the file that holds an imported name, and the attributes in it; None if there is none."""
        key = (dotted, importer)
        if key not in self._located:
            self._located[key] = self._locate(dotted, importer)
        return self._located[key]

    def _locate(self, dotted: str, importer: str) -> tuple[str | None, tuple[str, ...]]:
        level = len(dotted) - len(dotted.lstrip("."))
        if not importer or (not level and not _may_be_of_project(dotted, importer)):
            return None, ()
        # Before the names of a relative import an empty one is left: the folder itself.
        names = dotted[max(level - 1, 0) :].split(".")
        for base in self._bases(importer, level):
            found = self._deepest(base, names)
            if found[0] is not None:
                return found
        return None, ()

    def imported_files(self, data: bytes, importer: str) -> set[str]:
        """The files of the project that the import statements in a file's bytes may name; nothing is parsed."""
        return self._located_at(imported_names(data), importer)

    def always_imported(self, path: str) -> AlwaysImported:
        """What importing the file at a path imports whatever happens; nothing is parsed."""
        if path not in self._always:
            try:
                data = source.read(path)
            except source.UncheckableError:
                data = b""
            names = imported_names(data, at_margin=True)
            packages = {name.partition(".")[0] for name in names}
            files = self._located_at(names, path) | set(source.package_files(os.path.dirname(path)))
            self._always[path] = AlwaysImported(
                frozenset(files - {path}),
                frozenset(packages),
                frozenset(names & PLATFORMS_OF.keys()),
                _CHECK_OF_PLATFORM.search(data) is not None,
            )
        return self._always[path]

    def _located_at(self, names: set[str], importer: str) -> set[str]:
        located = (self.locate(name, importer)[0] for name in names if not is_standard(name))
        return {path for path in located if path}

    def imports_of(self, file: Collected) -> Iterator[Collected]:
        """The files of the project that a file imports at its top level."""
        bindings = (binding for bound in file.module.bindings.values() for binding in bound)
        origins = [*(one.origin for one in bindings if one.kind == "import"), *file.module.star_imports]
        resolved = (self.resolve(origin, file.file) for origin in origins)
        return (one.found for one in resolved if one is not None)

    def submodule(self, package: Collected, name: str) -> Collected | None:
        """``package.name`` where that is a file of its own."""
        if not os.path.basename(package.file).startswith("__init__."):
            return None
        path, _ = self._look(os.path.dirname(package.file), name)
        return self.load(path) if path else None

    def _bases(self, importer: str, level: int) -> tuple[str, ...]:
        """The folders in which a file looks for what it imports; ``level`` are the dots before the name."""
        key = (importer, level)
        if key not in self._known_bases:
            self._known_bases[key] = self._find_bases(importer, level)
        return self._known_bases[key]

    def _find_bases(self, importer: str, level: int) -> tuple[str, ...]:
        folder = os.path.dirname(importer)
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return (folder,)
        if folder not in self._roots:
            self._roots[folder] = _search_path(folder)
        is_test = os.path.basename(importer).startswith("test_")
        return (*self._roots[folder], os.path.dirname(folder)) if is_test else self._roots[folder]

    def _deepest(self, folder: str, names: list[str]) -> tuple[str | None, tuple[str, ...]]:
        """The file of the longest part of a dotted name that is a module, and the rest of the name."""
        found: tuple[str | None, tuple[str, ...]] = (None, ())
        inner: str | None = folder
        for place, name in enumerate(names, 1):
            if inner is None:
                break
            path, inner = self._look(inner, name)
            if path is not None:
                found = path, tuple(names[place:])
        return found

    def _look(self, folder: str, name: str) -> tuple[str | None, str | None]:
        """The file of a module in a folder, and the folder of that name; an empty one means the folder itself."""
        key = (folder, name)
        if key not in self._entries:
            stem = os.path.join(folder, name)
            inner = stem if os.path.isdir(stem) else None
            candidates = [*([os.path.join(stem, "__init__.py")] if inner else []), *([stem + ".py"] if name else [])]
            self._entries[key] = next((path for path in candidates if os.path.isfile(path)), None), inner
        return self._entries[key]


def _may_be_of_project(dotted: str, importer: str) -> bool:
    """Whether a module may belong to the project of the file that imports it."""
    return not is_standard(dotted) and _installed_package(importer) in ("", dotted.partition(".")[0])


@functools.cache
def _installed_package(path: str) -> str:
    """The top-level package, or module, to which an installed file belongs; "" for a file of a project."""
    inside = (inner for inner, folder in pairwise(reversed(path.split(os.sep))) if folder in _INSTALLED)
    return next(inside, "").removesuffix(".py")


def _search_path(folder: str) -> tuple[str, ...]:
    """Where absolute imports of a file in ``folder`` are looked up."""
    outermost = folder
    while os.path.isfile(os.path.join(outermost, "__init__.py")) and os.path.dirname(outermost) != outermost:
        outermost = os.path.dirname(outermost)
    root = outermost
    while not any(os.path.exists(os.path.join(root, mark)) for mark in _ROOT_MARKS):
        parent = os.path.dirname(root)
        if parent == root:
            root = outermost
            break
        root = parent
    return tuple(dict.fromkeys((outermost, folder, root, os.path.join(root, "src"))))


def root_scope(scope: Scope) -> Scope:
    """The module scope around a scope."""
    while scope.parent is not None:
        scope = scope.parent
    return scope
