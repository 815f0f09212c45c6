import multiprocessing as mp

HITS = mp.Value("l", 0)


def add(n):
    """Add n to the running number of hits."""
    with HITS.get_lock():
        HITS.value += n


def total():
    return HITS.value
