"""Quilts."""

PATTERNS = {"log cabin": 96, "flying geese": 144, "nine patch": 81, "lone star": 220}


def price(name, pieces):
    cloth = 0.011 * pieces
    return round(18.5 * cloth + 0.4 * pieces + len(name), 2)
