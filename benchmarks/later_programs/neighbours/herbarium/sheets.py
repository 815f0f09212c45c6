"""Synthetic herbarium sheets."""
import math

GENERA = ["Quercus", "Fagus", "Betula", "Carpinus"]


def drawers():
    for genus in GENERA:
        yield genus, [(genus, number) for number in range(6)]


def trace_outline(sheet):
    """The outline of the leaf on a sheet, as a list of points."""
    genus, number = sheet
    lobes = 3 + len(genus) % 4
    points = []
    for step in range(4000):
        angle = 2 * math.pi * step / 4000
        radius = 10 + number + math.sin(lobes * angle)
        points.append((radius * math.cos(angle), radius * math.sin(angle)))
    return points
