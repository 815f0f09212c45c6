from .gauge import Gauge


class SpinningRotor(Gauge):
    kind = "srg"

    def pressure(self, index):
        return 1e-3 * (1 + 1 / (1 + index))
