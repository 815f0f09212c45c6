"""The rows of packages that have the interface of multiprocessing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from mpcheck.model.api import Api, ApiClass
from mpcheck.model.tables import standard

_ORIGINAL = "multiprocessing."


@dataclass(frozen=True, slots=True)
class Twin:
    """A package with the interface of multiprocessing, but for the modules and classes that it ``lacks``.

    ``start_method`` is that of its default context.
    """

    package: str
    start_method: str
    lacks: tuple[str, ...] = ()

    def classes(self, **changes: Any) -> Iterator[ApiClass]:
        """The classes; ``changes`` are for those that send something to a process."""
        for known in standard.CLASSES:
            if self._has(known.name):
                changed = changes if known.serializer != "none" else {}
                yield replace(known, name=self._renamed(known.name), base=self._renamed(known.base), **changed)

    def functions(self) -> Iterator[Api]:
        return (replace(api, start_method=self.start_method) for api in self._renamed_rows(standard.FUNCTIONS))

    def methods(self) -> Iterator[Api]:
        return self._renamed_rows(standard.METHODS)

    def _renamed_rows(self, apis: tuple[Api, ...]) -> Iterator[Api]:
        for api in apis:
            if self._has(api.name):
                yield replace(api, name=self._renamed(api.name), returns=self._renamed(api.returns))

    def _has(self, name: str) -> bool:
        return name.startswith(_ORIGINAL) and not name.removeprefix(_ORIGINAL).startswith(self.lacks)

    def _renamed(self, name: str) -> str:
        return f"{self.package}.{name.removeprefix(_ORIGINAL)}" if name.startswith(_ORIGINAL) else name
