"""A board of departures that the displays of a station read without asking anybody."""
from multiprocessing.shared_memory import ShareableList

NAME = "departures"


class Board:
    def __init__(self, cells, owner):
        self.cells = cells
        self.owner = owner

    @classmethod
    def publish(cls, departures, name=NAME):
        flat = [text for departure in departures for text in departure]
        return cls(ShareableList(flat, name=name), owner=True)

    @classmethod
    def join(cls, name=NAME):
        return cls(ShareableList(name=name), owner=False)

    @property
    def name(self):
        return self.cells.shm.name

    def rows(self):
        flat = list(self.cells)
        return list(zip(flat[::2], flat[1::2]))

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.cells.shm.close()
        if self.owner:
            self.cells.shm.unlink()
