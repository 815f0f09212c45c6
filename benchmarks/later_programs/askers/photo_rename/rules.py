import os
import time


def configure(pattern, zone_hours):
    global _pattern, _shift
    _pattern = pattern
    _shift = zone_hours * 3600


def new_name(path):
    taken = time.gmtime(os.path.getmtime(path) + _shift)
    stem, ending = os.path.splitext(os.path.basename(path))
    return path, time.strftime(_pattern, taken).replace("{old}", stem) + ending.lower()
