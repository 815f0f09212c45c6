"""Survey trees from an image archive; failures are noted by the one who watches the futures."""
from __future__ import annotations

import logging
from concurrent.futures import Future, ProcessPoolExecutor, wait
from typing import Any, Callable

logger = logging.getLogger("orchard")


class Watch:
    """Submits work and keeps account of how it went."""

    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self.executor = executor
        self.open: set[Future[Any]] = set()
        self.apples: list[int] = []
        self.problems: list[str] = []

    def begin(self, function: Callable[..., Any], /, *args: Any) -> None:
        future = self.executor.submit(function, *args)
        self.open.add(future)
        future.add_done_callback(self._ended)

    def _ended(self, future: Future[Any]) -> None:
        error = future.exception()
        if error is None:
            self.apples.append(future.result())
        else:
            logger.info("a tree failed: %r", error)
            self.problems.append(str(error))

    def settle(self) -> None:
        wait(self.open)
        self.open.clear()


def count_apples(row: int, tree: int) -> int:
    if (row, tree) == (2, 3):
        raise ValueError("tree 3 in row 2 is a pear")
    return 30 + 7 * row - tree


def main() -> None:
    with ProcessPoolExecutor(2) as executor:
        watch = Watch(executor)
        for row in range(3):
            for tree in range(4):
                watch.begin(count_apples, row, tree)
        watch.settle()
    assert len(watch.apples) == 11
    assert watch.problems == ["tree 3 in row 2 is a pear"]
    print(sum(watch.apples), "apples")
    print("ok")


if __name__ == "__main__":
    main()
