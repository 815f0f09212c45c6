"""Tone curves, ready to use after the import."""
from concurrent.futures import ProcessPoolExecutor

LEVELS = 64
GAMMAS = (1.0, 1.8, 2.2)


def curve(gamma):
    top = LEVELS - 1
    return [round(top * (level / top) ** (1 / gamma)) for level in range(LEVELS)]


class CurveSet:
    def __init__(self, tables):
        self._tables = tables

    def __getitem__(self, gamma):
        return self._tables[gamma]

    def apply(self, gamma, pixels):
        table = self[gamma]
        return [table[pixel] for pixel in pixels]

    @classmethod
    def precomputed(cls, gammas, workers=2):
        with ProcessPoolExecutor(max_workers=workers) as pool:
            return cls(dict(zip(gammas, pool.map(curve, gammas))))


STANDARD = CurveSet.precomputed(GAMMAS)
