import sys

from tides import HARBOURS, draining_pool, height


class Table:
    def __init__(self, hours):
        self.hours = hours
        self.pending = {}

    def schedule(self, pool):
        for harbour in HARBOURS:
            jobs = [(harbour, hour) for hour in range(self.hours)]
            self.pending[harbour] = pool.starmap_async(height, jobs)

    def rows(self):
        return {harbour: job.get(timeout=60) for harbour, job in self.pending.items()}


def main():
    table = Table(hours=24)
    with draining_pool(2) as pool:
        table.schedule(pool)
    rows = table.rows()
    wanted = {h: [height(h, hour) for hour in range(24)] for h in HARBOURS}
    if rows != wanted:
        print("the table differs")
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
