"""Walks through the segments of a JPEG-like file."""
from errors import BadMarker, TruncatedImage

KNOWN = {0xD8: "SOI", 0xE0: "APP0", 0xDB: "DQT", 0xDA: "SOS", 0xD9: "EOI"}


def segments(name, data):
    if data[-2:] != b"\xff\xd9":
        raise TruncatedImage(name)
    for offset in range(0, len(data), 2):
        lead, marker = data[offset:offset + 2]
        if lead != 0xFF or marker not in KNOWN:
            raise BadMarker(name, offset, marker)
        yield KNOWN[marker]


def scan(item):
    name, data = item
    return name, list(segments(name, data))
