from .errors import UnknownUnit
from .tracing import rounded

UNITS = {"g": 1.0, "kg": 1000.0, "cup": 128.0}


@rounded(2)
def grams(line):
    recipe, amount, unit = line
    if unit not in UNITS:
        raise UnknownUnit(recipe, detail=f"no unit {unit!r}")
    return amount * UNITS[unit]
