"""Geometry of page elements."""
from collections import namedtuple
from enum import Enum

Box = namedtuple("BoundingBox", ["left", "top", "right", "bottom"])
Size = namedtuple("Size", ["width", "height"])

Kind = Enum("Kind", ["TEXT", "FIGURE", "TABLE"])


def union(boxes):
    lefts, tops, rights, bottoms = zip(*boxes)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def size(box):
    return Size(box.right - box.left, box.bottom - box.top)
