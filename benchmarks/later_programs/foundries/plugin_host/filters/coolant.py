"""Filter plugin: coolant readings in Fahrenheit."""

NAME = "coolant"


def apply(reading):
    return round((reading - 32) / 1.8, 1)
