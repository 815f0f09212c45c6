"""From addresses to coordinates, by the gazetteer."""

from resilience import retried

GAZETTEER = {"quay 4": (53.55, 9.99), "mill lane 12": (53.61, 10.02), "old market 1": (53.47, 9.8)}


def normalise(address):
    return " ".join(address.lower().replace(",", " ").split())


@retried(times=2)
def locate(address):
    try:
        return GAZETTEER[normalise(address)]
    except KeyError:
        raise OSError("no such place: %s" % address)
