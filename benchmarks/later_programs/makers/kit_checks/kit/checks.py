from .errors import MissingPart, TooHeavy, Unreadable, WrongColour

PARTS = {"axle": "black", "wheel": "black", "beam": "yellow", "gear": "grey", "pin": "blue"}
LIMIT = 50


def check(bag, line):
    weight = 0
    seen = set()
    for item in line.split(","):
        try:
            colour, part, grams = item.split()
        except ValueError:
            raise Unreadable() from None
        if PARTS.get(part) != colour:
            raise WrongColour(part, PARTS.get(part), colour)
        seen.add(part)
        weight += int(grams)
    for part in ("axle", "wheel"):
        if part not in seen:
            raise MissingPart(bag, part)
    if weight > LIMIT:
        raise TooHeavy(bag, weight)
    return weight
