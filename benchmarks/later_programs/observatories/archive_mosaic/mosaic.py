"""Mosaics of tiles."""

from functools import partial

from backend import Backend
from tiles import write_tile


class Mosaic:
    def __init__(self, target, rows, columns, backend=None):
        self.target = target
        self.places = [(row, column) for row in range(rows) for column in range(columns)]
        self.backend = backend or Backend()

    def build(self):
        step = partial(write_tile, self.target, guard=self.backend.guard)
        return sum(self.backend.run(step, self.places))
