import csv

_zones = {}


def load(path):
    """Read the rate card once per process."""
    with open(path, newline="") as source:
        for row in csv.DictReader(source):
            _zones[row["zone"]] = (float(row["base"]), float(row["per_kg"]))


def price(zone, weight):
    base, per_kg = _zones[zone]
    return base + per_kg * weight
