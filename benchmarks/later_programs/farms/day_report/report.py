import atexit
from concurrent.futures import ProcessPoolExecutor

import layout


class DayReport:
    """Collects readings; a page is rendered for every full block of them."""

    def __init__(self, block=3):
        self.block = block
        self.open_rows = []
        self.pages = []
        self.pool = ProcessPoolExecutor(2)
        atexit.register(self.finish)

    def add(self, station, value):
        self.open_rows.append((station, value))
        if len(self.open_rows) == self.block:
            self._render()

    def _render(self):
        rows, self.open_rows = self.open_rows, []
        self.pages.append(self.pool.submit(layout.render, len(self.pages) + 1, rows))

    def finish(self):
        if self.open_rows:
            self._render()
        for page in self.pages:
            print(page.result())
        self.pool.shutdown()
