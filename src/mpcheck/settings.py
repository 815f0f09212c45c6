"""What a scan looks for: the options of the command line over the nearest pyproject.toml."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from mpcheck import pyproject
from mpcheck.claims import Claims
from mpcheck.described import Description
from mpcheck.errors import UsageError
from mpcheck.findings import Confidence, Finding, ScanError, Severity
from mpcheck.targets import (
    ALL_PYTHONS,
    ASSUMED_PLATFORMS,
    ASSUMED_PYTHONS,
    FOR_ALL,
    PLATFORMS,
    START_METHODS,
    Claimed,
    Target,
    all_targets,
    parse_python,
    usual_targets,
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says; None or empty where it says nothing.

    ``isolated`` leaves every pyproject.toml unread.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    level: str | None = None
    platforms: tuple[str, ...] = ()
    pythons: tuple[str, ...] = ()
    start_methods: tuple[str, ...] = ()
    isolated: bool = False

    @property
    def narrows_targets(self) -> bool:
        return bool(self.platforms or self.pythons or self.start_methods)


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the files of one folder.

    ``codes`` are those that are looked for.  ``exclude`` are patterns as in .gitignore, relative to the
    folder ``root``.  ``described`` are functions of the user's own.  ``claimed`` is what the project, or
    the user, says that they are for.  ``judges_suppressions`` is false where the command line narrows the targets: a
    suppression may then be needed only elsewhere.
    """

    codes: frozenset[str]
    targets: frozenset[Target]
    level: str = "default"
    exclude: tuple[str, ...] = ()
    root: str = ""
    judges_suppressions: bool = True
    described: tuple[Description, ...] = ()
    claimed: Claimed = FOR_ALL


def is_at_level(finding: Finding, level: str) -> bool:
    """Whether the finding is at or above the level."""
    if level == "strict":
        return finding.confidence is Confidence.HIGH and finding.severity is not Severity.NOTE
    return level == "pedantic" or finding.confidence is not Confidence.LOW


@dataclass
class SettingsFinder:
    """Finds the settings of each folder, and keeps what it has read.

    ``known`` are all codes that exist.  ``errors`` collects what is wrong in the files that were read.
    Raises `UsageError` where the options are wrong.
    """

    known: frozenset[str]
    options: Options = field(default_factory=Options)
    errors: list[ScanError] = field(default_factory=list)
    _documents: dict[str, pyproject.Document | None] = field(default_factory=dict)
    _settings: dict[str, Settings] = field(default_factory=dict)
    _combined: dict[tuple[str, str, frozenset[str] | None], Settings] = field(default_factory=dict)
    _claims: Claims = field(default_factory=Claims)

    def __post_init__(self) -> None:
        options = self.options
        checks = (
            ("--select", options.select or (), lambda word: pyproject.wrong_code(word, self.known)),
            ("--ignore", options.ignore or (), lambda word: pyproject.wrong_code(word, self.known)),
            ("--level", (options.level,) if options.level else (), pyproject.wrong_level),
            ("--target-platform", options.platforms, lambda word: pyproject.wrong_word(word, PLATFORMS)),
            ("--target-python", options.pythons, pyproject.wrong_python),
            ("--start-method", options.start_methods, lambda word: pyproject.wrong_word(word, START_METHODS)),
        )
        for option, words, wrong in checks:
            for word in words:
                if problem := wrong(word):
                    raise UsageError(f"{option}: {problem}")

    def of_folder(self, folder: str) -> Settings:
        """The settings of the files in a folder, given as an absolute path."""
        if folder not in self._settings:
            configured = self._nearest(folder, lambda document: document.options is not None)
            project = self._nearest(folder, lambda document: bool(document.requires_python))
            platforms = frozenset() if self.options.isolated else self._claims.of_folder(folder)
            sources = (configured.path if configured else "", project.path if project else "", platforms)
            if sources not in self._combined:  # most folders share their settings
                self._combined[sources] = self._combine(configured, project, platforms)
            self._settings[folder] = self._combined[sources]
        return self._settings[folder]

    def _combine(
        self,
        configured: pyproject.Document | None,
        project: pyproject.Document | None,
        platforms: frozenset[str] | None,
    ) -> Settings:
        table = (configured and configured.options) or {}
        targets = table.get("targets", {})
        named = self.options.platforms or targets.get("platform")
        required = project.requires_python if project else ""
        return Settings(
            codes=self._codes(table),
            targets=self._targets(targets, required),
            level=self.options.level or table.get("level", "default"),
            exclude=tuple(table.get("exclude", ())),
            root=os.path.dirname(configured.path) if configured else "",
            judges_suppressions=not self.options.narrows_targets,
            described=tuple(table.get("api", ())),
            claimed=Claimed(
                frozenset(named) if named else platforms,
                pythons=bool(self.options.pythons or targets.get("python") or required),
            ),
        )

    def targets(self) -> frozenset[Target]:
        """All targets that hold in some folder asked for so far, or else in the working directory."""
        settings = self._combined.values() or [self.of_folder(os.getcwd())]
        return frozenset().union(*(each.targets for each in settings))

    def _nearest(self, folder: str, wanted: Callable[[pyproject.Document], bool]) -> pyproject.Document | None:
        if self.options.isolated:
            return None
        while True:
            document = self._document(folder)
            if document is not None and wanted(document):
                return document
            folder, previous = os.path.dirname(folder), folder
            if folder == previous:
                return None

    def _document(self, folder: str) -> pyproject.Document | None:
        if folder not in self._documents:
            path = os.path.join(folder, "pyproject.toml")
            document = pyproject.load(path, self.known) if os.path.isfile(path) else None
            self._documents[folder] = document
            self.errors.extend(document.errors if document else ())
        return self._documents[folder]

    def _codes(self, table: Mapping[str, list[str]]) -> frozenset[str]:
        select = self.options.select if self.options.select is not None else table.get("select")
        ignore = self.options.ignore if self.options.ignore is not None else table.get("ignore", ())
        return frozenset(
            code
            for code in self.known
            if (select is None or code.startswith(tuple(select))) and not code.startswith(tuple(ignore))
        )

    def _targets(self, table: Mapping[str, list[str]], requires_python: str) -> frozenset[Target]:
        options = self.options
        pythons = [parse_python(word) for word in options.pythons or table.get("python", ())]
        platforms = options.platforms or table.get("platform") or ASSUMED_PLATFORMS
        chosen = [python for python in pythons if python] or supported_pythons(requires_python)
        methods = options.start_methods or table.get("start-method")
        return all_targets(platforms, chosen, methods) if methods else usual_targets(platforms, chosen)


@cache
def supported_pythons(requires_python: str) -> Iterable[tuple[int, int]]:
    """The Pythons that a ``requires-python`` specifier allows, in any of their patch releases.

    The assumed ones where the specifier is empty, invalid, or allows none that mpcheck knows.
    """
    if not requires_python:
        return ASSUMED_PYTHONS
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        specifier = SpecifierSet(requires_python)
    except InvalidSpecifier:
        return ASSUMED_PYTHONS
    allowed = [
        python
        for python in ALL_PYTHONS
        if any(specifier.contains("{}.{}.{}".format(*python, patch)) for patch in range(_PATCHES))
    ]
    return tuple(allowed) or ASSUMED_PYTHONS


#: More patch releases than any Python has had.
_PATCHES = 40
