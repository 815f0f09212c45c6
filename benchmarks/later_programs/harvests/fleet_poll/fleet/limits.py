"""Limits that operators may override on the command line."""

_DEFAULTS = {"temperature": 60.0, "lag": 5.0}


class Limits:
    """What is still fine, by quantity."""

    def __init__(self, values):
        self._values = dict(values)

    def __getitem__(self, quantity):
        return self._values[quantity]

    def override(self, **values):
        for quantity, value in values.items():
            if quantity not in self._values:
                raise KeyError(quantity)
            self._values[quantity] = value


limits = Limits(_DEFAULTS)
