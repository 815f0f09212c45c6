"""Work for several processes."""

import multiprocessing

multiprocessing.set_start_method("spawn")


def spread(function, items, jobs=2):
    """The results of a function for all items, in their order."""
    items = list(items)
    if len(items) < 2:
        return [function(item) for item in items]
    with multiprocessing.Pool(min(jobs, len(items))) as pool:
        return pool.map(function, items)
