"""What is done for one controller, in a worker."""

from fleet.limits import limits

READINGS = {
    "press-1": {"temperature": 41.0, "lag": 0.2},
    "press-2": {"temperature": 58.5, "lag": 1.1},
    "oven-1": {"temperature": 59.0, "lag": 0.4},
    "mixer-4": {"temperature": 35.5, "lag": 3.0},
}


def complaints(name):
    """The quantities of one controller that are above their limit."""
    reading = READINGS[name]
    return name, sorted(quantity for quantity, value in reading.items() if value > limits[quantity])
