"""What can go wrong with a page."""


class FetchError(Exception):
    def __init__(self, url, status, reason=""):
        super().__init__(url, status, reason)
        self.url = url
        self.status = status
        self.reason = reason

    def __str__(self):
        return f"{self.status} {self.reason} ({self.url})"


class NotFound(FetchError):
    """The page is gone; there is no use in another attempt."""


class RateLimited(FetchError):
    """The host wants to be left alone for a while."""

    def __init__(self, url, retry_after):
        super().__init__(url, 429, f"retry after {retry_after} s")
        self.retry_after = retry_after
