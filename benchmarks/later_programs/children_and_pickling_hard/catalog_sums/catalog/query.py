from .tables import CHECKSUMS, SHEETS


def lookup(name):
    return f"{name} [{CHECKSUMS[name]:08x}] {SHEETS[name]}"
