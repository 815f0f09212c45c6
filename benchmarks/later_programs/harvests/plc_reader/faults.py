"""Faults of programmable controllers."""


class PlcError(Exception):
    """Base of all of them."""


class RegisterFault(PlcError):
    def __init__(self, unit, register):
        super().__init__(f"unit {unit}: register {register:#06x} does not answer")
        self.unit = unit
        self.register = register


class Timeout(PlcError):
    pass
