import math

from .errors import OpenContourError


def contour(part, z):
    """Points of the outline in a height; the last is the first where the outline is closed."""
    radius = part["radius"] * (1 - z / part["height"] / 2)
    sweep = part.get("sweep", 360)
    return [
        (radius * math.cos(math.radians(a)), radius * math.sin(math.radians(a)))
        for a in range(0, sweep + 1, 30)
    ]


def length(points):
    return sum(math.dist(a, b) for a, b in zip(points, points[1:]))


def slice_part(part, layer_height=0.5):
    total = 0.0
    for layer in range(int(part["height"] / layer_height)):
        points = contour(part, layer * layer_height)
        gap = math.dist(points[0], points[-1])
        if gap > 0.01:
            raise OpenContourError(part["name"], layer, gap)
        total += length(points)
    return part["name"], round(total, 1)
