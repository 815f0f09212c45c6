"""Measurements of one unit under test (simulated front end)."""
from limits import check


def measure(load_a):
    return {
        "ripple": 4.0 + 1.1 * load_a,
        "efficiency": 94.0 - 0.6 * load_a,
        "settling": 0.3 + 0.02 * load_a,
    }


def qualify(load_a):
    readings = measure(load_a)
    for quantity, value in readings.items():
        check(quantity, value)
    return load_a, readings
