import multiprocessing
from concurrent.futures import ProcessPoolExecutor

_shared = {}


def _adopt(lock, level):
    _shared.update(lock=lock, level=level)


def stock_lock():
    return _shared["lock"]


def stock_level():
    return _shared["level"]


def make_executor(workers, level_start, context=None):
    ctx = context or multiprocessing.get_context()
    lock = ctx.Lock()
    level = ctx.Value("q", level_start, lock=False)
    executor = ProcessPoolExecutor(
        workers, mp_context=ctx, initializer=_adopt, initargs=(lock, level)
    )
    return executor, level
