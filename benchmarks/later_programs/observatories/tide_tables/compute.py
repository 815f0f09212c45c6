"""A thin layer over the executors."""

from concurrent.futures import ProcessPoolExecutor


def in_parallel(function, items, workers=2):
    """Returns the results of ``function`` for ``items``, in their order."""
    with ProcessPoolExecutor(max_workers=workers) as executor:
        futures = [executor.submit(function, item) for item in items]
        return [future.result() for future in futures]
