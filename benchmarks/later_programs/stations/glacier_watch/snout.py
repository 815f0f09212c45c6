import itertools
import logging

log = logging.getLogger("snout")


def photos():
    return itertools.count()


def length(number):
    metres = 1820.0 - 3.7 * number + (number % 4) * 0.2
    log.info("photo %d: %.1f m", number, metres)
    return number, metres


def unstable_length(number):
    if number % 3 == 1:
        raise ValueError("photo %d is all fog" % number)
    return length(number)
