"""Which set-up do worker processes need on this machine?"""

import multiprocessing as mp

#: Methods whose children come up as fresh interpreters.
FRESH = {"spawn"}


def needs_calibration():
    """Forked workers have the tables that the parent loaded already."""
    return mp.get_start_method() in FRESH
