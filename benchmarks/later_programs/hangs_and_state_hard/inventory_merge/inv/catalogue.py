from typing import Any, NamedTuple


class Catalogue(NamedTuple):
    stock: Any
    notes: Any

    @classmethod
    def create(cls, manager, items):
        stock = manager.dict({item: {"amount": 0} for item in items})
        notes = manager.dict()
        for item in items:
            notes[item] = manager.list()
        return cls(stock, notes)

    def snapshot(self):
        return dict(self.stock), {item: list(lines) for item, lines in self.notes.items()}
