"""Order-keeping map for picture jobs."""
from concurrent import futures


def process_map(function, items, *, max_workers=2, chunksize=4):
    with futures.ProcessPoolExecutor(max_workers) as executor:
        yield from executor.map(function, items, chunksize=chunksize)
