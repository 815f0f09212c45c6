"""The stones that the museum club has in its boxes."""

BOX = {
    "sky": (120, 170, 220),
    "grass": (60, 140, 50),
    "brick": (150, 70, 50),
    "chalk": (240, 240, 235),
    "coal": (30, 30, 35),
}


def distance(a, b):
    return sum((x - y) ** 2 for x, y in zip(a, b))
