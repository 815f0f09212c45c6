"""Who harvests what on the allotments: plots report to one shared book."""
from __future__ import annotations

import multiprocessing as mp
from multiprocessing.managers import DictProxy, SyncManager
from typing import Iterable, Mapping

PLOTS: Mapping[str, tuple[str, ...]] = {
    "north": ("bean", "bean", "leek"),
    "south": ("plum", "bean", "plum", "plum"),
    "brook": ("leek",),
}


class HarvestBook:
    """A page for each plot, each a proxy of its own."""

    def __init__(self, manager: SyncManager, plots: Iterable[str]) -> None:
        self._pages: DictProxy = manager.dict()
        for plot in plots:
            self._pages[plot] = self._new_page(manager)

    @staticmethod
    def _new_page(manager: SyncManager) -> DictProxy:
        return manager.dict(log=manager.list(), total=0)

    def note(self, plot: str, crop: str) -> None:
        page = self._pages[plot]
        page["log"].append(crop)
        page["total"] += 1

    def read(self) -> dict[str, tuple[list[str], int]]:
        return {plot: (list(page["log"]), page["total"]) for plot, page in self._pages.items()}


def harvest(book: HarvestBook, plot: str) -> None:
    for crop in PLOTS[plot]:
        book.note(plot, crop)


def main() -> None:
    with mp.Manager() as manager:
        book = HarvestBook(manager, PLOTS)
        gardeners = [mp.Process(target=harvest, args=(book, plot)) for plot in PLOTS]
        for gardener in gardeners:
            gardener.start()
        for gardener in gardeners:
            gardener.join()
            assert gardener.exitcode == 0
        pages = book.read()
    for plot, (log, total) in pages.items():
        assert log == list(PLOTS[plot]) and total == len(log), plot
    print("ok")


if __name__ == "__main__":
    main()
