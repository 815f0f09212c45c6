from .base import Board

SPECIES = ("wren", "robin", "heron")


class SightingBoard(Board):
    def prepare(self):
        for species in SPECIES:
            self.entries[species] = []

    def totals(self):
        return {species: len(places) for species, places in self.entries.items()}


def observe(entries, lock, place):
    seen = [SPECIES[(len(place) + step) % len(SPECIES)] for step in range(2)]
    for species in seen:
        with lock:
            entries[species].append(place)
