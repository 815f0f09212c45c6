"""Sessions of a pool: leaving one waits for all that was started in it."""

import contextlib
import multiprocessing
from multiprocessing.pool import AsyncResult, Pool
from typing import Any, Callable, Dict, Iterator, List


class Session:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._pending: Dict[str, "AsyncResult[Any]"] = {}

    def start(self, key: str, function: Callable[..., Any], *arguments: Any) -> None:
        self._pending[key] = self._pool.apply_async(function, arguments)

    def results(self) -> Dict[str, Any]:
        return {key: pending.get() for key, pending in self._pending.items()}


@contextlib.contextmanager
def session(workers: int) -> Iterator[Session]:
    pool = multiprocessing.Pool(workers)
    try:
        yield Session(pool)
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()


def shrink(length: float, percent: float) -> float:
    return round(length * (1 - percent / 100), 2)


def shrink_all(lengths: List[float]) -> Dict[str, float]:
    with session(2) as running:
        for length in lengths:
            running.start(f"{length} mm", shrink, length, 1.5)
    return running.results()


def main() -> None:
    found = shrink_all([100.0, 250.0])
    assert found == {"100.0 mm": 98.5, "250.0 mm": 246.25}, found
    print("ok")


if __name__ == "__main__":
    main()
