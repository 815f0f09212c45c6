from multiprocessing import Pool

JOBS = 2


def pmap(fn, items, chunksize=4):
    """Like map(), in JOBS processes, as a list."""
    with Pool(JOBS) as pool:
        return pool.map(fn, items, chunksize)
