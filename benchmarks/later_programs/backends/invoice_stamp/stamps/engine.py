"""The stamping engine, with the manners of the old C library that it replaced."""
import os
import zlib

CORRUPT = 86


def verify(text):
    if not text.isprintable():
        os._exit(CORRUPT)


def stamp(number, text):
    verify(text)
    return f"{text} [{zlib.crc32(number.encode()):08x}]"
