from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import Pool

from .sounds import level, store, synth


def write_all(names, folder):
    """Leaving the executor waits for all that was submitted."""
    with ProcessPoolExecutor(2) as executor:
        futures = [executor.submit(store, name, folder) for name in names]
    return [future.result() for future in futures]


def write_in_pool(names, folder):
    written = []
    with Pool(2) as pool:
        for name in names:
            pool.apply_async(store, (name, folder), callback=written.append, error_callback=print)
        pool.close()
        pool.join()
    return written


def levels(names):
    with Pool(2) as pool:
        return pool.map(level, names)


def lengths(names):
    with Pool(2) as pool:
        found = pool.imap_unordered(synth, names)
        by_name = {name: len(samples) for name, samples in found}
    return by_name


def stream(names):
    """Generator: the pool lives as long as somebody reads."""
    with Pool(2) as pool:
        yield from pool.imap(synth, names)


@contextmanager
def workshop(jobs):
    pool = Pool(jobs)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()


def in_workshop(names, folder):
    with workshop(2) as pool:
        results = [pool.apply_async(store, (name, folder)) for name in names]
    return [result.get() for result in results]


def loudest(names):
    with ExitStack() as stack:
        pool = stack.enter_context(Pool(2))
        pending = pool.map_async(level, names)
        best = max(zip(pending.get(), names))
    return best[1]
