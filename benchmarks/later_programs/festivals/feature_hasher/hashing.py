"""Columns for tokens, the same in all processes."""

import zlib


class Hasher:
    def __init__(self, columns):
        self.columns = columns

    def column(self, token):
        return zlib.crc32(token.encode("utf-8")) % self.columns


class Bucketer:
    """Integers hash to the same value in every process."""

    def __init__(self, buckets):
        self.buckets = buckets

    def bucket(self, number: int) -> int:
        return hash(int(number)) % self.buckets


class Token:
    """A key of local dicts."""

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, Token) and self.text == other.text

    def __hash__(self):
        return hash(self.text)
