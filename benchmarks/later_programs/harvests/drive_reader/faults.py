"""Faults of the drives."""


class Portable:
    """Exceptions that keep what they were made of, so that other processes can make them again."""

    def __init__(self, *parts):
        self.parts = parts
        super().__init__(self.describe(*parts))

    def describe(self, *parts):
        raise NotImplementedError

    def __reduce__(self):
        return type(self), self.parts


class DriveFault(Portable, Exception):
    def __init__(self, drive, code):
        super().__init__(drive, code)
        self.drive = drive
        self.code = code

    def describe(self, drive, code):
        return f"drive {drive}: fault {code:#04x}"


class Unknown(Exception):
    def __init__(self, drive, hint="is it plugged in?"):
        super().__init__(drive, hint)
        self.drive = drive
