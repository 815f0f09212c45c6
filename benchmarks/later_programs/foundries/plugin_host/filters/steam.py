"""Filter plugin: steam readings, which come in bar and leave in kilopascal."""

NAME = "steam"


def apply(reading):
    return round(reading * 100.0, 1)
