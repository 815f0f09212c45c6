"""The shift board: a manager that tablets in the plant connect to."""

from multiprocessing.managers import BaseManager


class Board:
    def __init__(self):
        self._notes = []

    def pin(self, text):
        self._notes.append(text)
        return len(self._notes)

    def notes(self):
        return list(self._notes)


class BoardManager(BaseManager):
    pass


BoardManager.register("Board", Board)
