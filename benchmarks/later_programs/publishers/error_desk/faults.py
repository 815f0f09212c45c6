from dataclasses import dataclass


class CopyError(Exception):
    """Something is wrong with the copy."""


class Misspelt(CopyError):
    def __init__(self, word, page):
        super().__init__(word, page)
        self.word = word
        self.page = page

    def __str__(self):
        return f"{self.word!r} on page {self.page}"


class Missing(CopyError):
    def __init__(self, *, page, reason):
        super().__init__(f"page {page} is missing: {reason}")
        self.page = page
        self.reason = reason

    def __reduce__(self):
        return _missing, (self.page, self.reason)


def _missing(page, reason):
    return Missing(page=page, reason=reason)


class Unreadable(OSError):
    def __init__(self, page, device="scanner"):
        OSError.__init__(self, page, device)
        self.page = page


class Duplicate(CopyError):
    def __init__(self, page, first):
        self.page = page
        self.first = first


@dataclass(frozen=False, eq=False)
class TooLong(CopyError):
    page: int
    length: int
