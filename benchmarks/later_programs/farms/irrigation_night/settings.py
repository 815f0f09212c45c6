# -*- coding: utf-8 -*-
import configparser
import multiprocessing
import os
import platform

VERSION = "2.4.1"

DEFAULTS = """
[workers]
method = spawn
count = 2

[zones]
orchard = 12
paddock = 20
nursery = 5
"""

BANNER = "irrigation %s on %s, %d cpus, workers by %s" % (
    VERSION,
    platform.system(),
    os.cpu_count() or 1,
    multiprocessing.get_start_method(),
)


def load(path=None):
    cp = configparser.ConfigParser()
    cp.read_string(DEFAULTS)
    if path:
        cp.read(path)
    return cp
