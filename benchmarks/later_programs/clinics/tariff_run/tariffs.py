"""Tariff positions of the outpatient clinics, by quarter."""

_POSITIONS = {
    "2026Q1": {"01100": 220, "03230": 128, "13250": 196, "32025": 16},
    "2026Q2": {"01100": 224, "03230": 131, "13250": 199, "32025": 17},
}
_VALUES = {"2026Q1": 0.1193, "2026Q2": 0.1236}

_current = {}
_value = 0.0


def load(quarter):
    """Make a quarter the current one."""
    global _value
    _current.clear()
    _current.update(_POSITIONS[quarter])
    _value = _VALUES[quarter]


def points(codes):
    return sum(_current.get(code, 0) for code in codes)


def point_value():
    return _value
