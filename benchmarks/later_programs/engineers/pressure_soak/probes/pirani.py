import math

from .gauge import Gauge


class Pirani(Gauge):
    kind = "pirani"

    def pressure(self, index):
        return 1e-3 + 1013.0 * math.exp(-index / 8.0)
