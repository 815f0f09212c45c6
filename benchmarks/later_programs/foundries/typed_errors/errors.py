"""Errors with fields.  The base class knows how each of them is made again in another process."""

from typing import Any, ClassVar, Tuple


class LibraryError(Exception):
    template: ClassVar[str] = "{0}"

    def __init__(self, *fields: Any) -> None:
        super().__init__(self.template.format(*fields))
        self.fields = fields

    def __reduce__(self) -> Tuple[Any, ...]:
        return type(self), self.fields


class TooHot(LibraryError):
    template = "{0} is too hot: {1} degrees"

    def __init__(self, furnace: str, degrees: int) -> None:
        super().__init__(furnace, degrees)


class Unknown(LibraryError):
    template = "no furnace is called {0}"
