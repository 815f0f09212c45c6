"""Country look-up.  RANGES is worked out when somebody first asks for it."""
import ipaddress

from . import tables


def __getattr__(name):
    if name == "RANGES":
        return tables.ranges()
    raise AttributeError(name)


def country(address):
    number = int(ipaddress.ip_address(address))
    return next((code for low, high, code in tables.ranges() if low <= number <= high), None)
