import itertools
from collections.abc import Iterator


class Grid:
    """Cartesian product of named parameter values."""

    def __init__(self, **axes):
        self.axes = axes

    def __iter__(self) -> Iterator[dict]:
        names = list(self.axes)
        for values in itertools.product(*self.axes.values()):
            yield dict(zip(names, values))

    def __len__(self):
        size = 1
        for values in self.axes.values():
            size *= len(values)
        return size
