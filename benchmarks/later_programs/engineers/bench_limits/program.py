"""Qualify a power supply over its load range, several loads at a time."""
import multiprocessing

from station import qualify

LOADS_A = [0.5 * n for n in range(20)]


class Qualification:
    def __init__(self, loads, stations=2):
        self.loads = list(loads)
        self.stations = stations
        self.rows = []

    def execute(self):
        ctx = multiprocessing.get_context()
        with ctx.Pool(self.stations) as pool:
            self.rows = pool.map(qualify, self.loads, chunksize=1)
        return self

    def report(self):
        for load, readings in self.rows:
            columns = "  ".join(f"{key}={value:.2f}" for key, value in readings.items())
            print(f"{load:4.1f} A  {columns}")


def main():
    Qualification(LOADS_A).execute().report()
    print("ok")


if __name__ == "__main__":
    main()
