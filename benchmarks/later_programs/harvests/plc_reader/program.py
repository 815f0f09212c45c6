"""Read all units of the line; a unit that fails is reported and left out."""

from multiprocessing import Pool

from faults import PlcError
from plc import read_all


class Line:
    def __init__(self, units):
        self.units = units

    def scan(self):
        good, bad = {}, []
        with Pool(2) as pool:
            pending = [(unit, pool.apply_async(read_all, (unit,))) for unit in self.units]
            for unit, result in pending:
                try:
                    good[unit] = result.get()
                except PlcError:
                    bad.append(unit)
        return good, bad


if __name__ == "__main__":
    good, bad = Line([1, 2, 3]).scan()
    assert not good and bad == [1, 2, 3]
    print("ok")
