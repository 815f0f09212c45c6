"""A simulated bus with three units."""

from faults import RegisterFault

_MEMORY = {(1, 0x10): 7, (2, 0x10): 9, (3, 0x10): 4}


def read_register(unit, register):
    try:
        return _MEMORY[unit, register]
    except KeyError:
        raise RegisterFault(unit, register) from None


def read_all(unit, registers=(0x10, 0x11)):
    return [read_register(unit, register) for register in registers]
