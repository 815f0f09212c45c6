"""Errors of instruments; they are raised on a bench process and caught at the desk."""
import errno


class InstrumentError(OSError):
    """An OSError with the instrument's name in front."""

    def __init__(self, instrument, code, text="failed"):
        super().__init__(code, f"{instrument} {text}")
        self.instrument = instrument
        self.text = text

    def __reduce__(self):
        return type(self), (self.instrument, self.errno, self.text)


class Overload(InstrumentError):
    def __init__(self, instrument, code=errno.ERANGE, text="is overloaded"):
        super().__init__(instrument, code, text)


class OutOfTolerance(Exception):
    """A reading too far from what it should be."""

    def __init__(self, nominal, reading):
        self.nominal = nominal
        self.reading = reading

    def __str__(self):
        return f"{self.reading} instead of {self.nominal}"


class Refused(Exception):
    def __init__(self, reason, hint=None):
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint

    def __str__(self):
        return self.reason if self.hint is None else f"{self.reason} ({self.hint})"
