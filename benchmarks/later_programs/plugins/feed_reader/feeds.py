"""Feeds and what can be wrong with them."""
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree


class FeedError(Exception):
    def __init__(self, address, reason):
        super().__init__(address, reason)
        self.address = address
        self.reason = reason

    def __str__(self):
        return f"{self.reason} ({self.address.rsplit('/', 1)[-1]})"


class DamagedFeed(FeedError):
    def __init__(self, address, line):
        super().__init__(address, f"damaged in line {line}")
        self.line = line

    def __reduce__(self):
        return type(self), (self.address, self.line)


class EmptyFeed(FeedError):
    pass


def fetch(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.read()
    except urllib.error.URLError:
        raise FeedError(address, "cannot be read") from None


def titles(address):
    try:
        root = ElementTree.fromstring(fetch(address))
    except ElementTree.ParseError as error:
        raise DamagedFeed(address, error.position[0]) from None
    found = [item.text for item in root.iter("title")]
    if not found:
        raise EmptyFeed(address, "has no titles")
    return found
