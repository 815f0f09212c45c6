"""Stands in for the classifier."""
import zlib

LABELS = ("beach", "crowd", "night", "vehicle", "portrait")


def tags_of(clip: str):
    score = zlib.crc32(clip.encode())
    return [label for bit, label in enumerate(LABELS) if score >> (3 * bit) & 1]
