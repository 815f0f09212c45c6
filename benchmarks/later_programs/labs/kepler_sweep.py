"""Integrate Kepler orbits over a range of eccentricities, one CSV each."""
import csv
import logging
import math
import multiprocessing.pool
import statistics
import tempfile
from pathlib import Path

log = logging.getLogger(__name__)
ECCENTRICITIES = [k / 20 for k in range(20)]


def anomaly(mean, e, tolerance=1e-12):
    """Solve Kepler's equation by plain fixed-point iteration."""
    value = mean
    for _ in range(60):
        following = mean + e * math.sin(value)
        if abs(following - value) < tolerance:
            return following
        value = following
    raise ArithmeticError(f"no convergence at M={mean:.3f}, e={e}")


def orbit_table(e, target, points=90):
    rows = []
    for k in range(points):
        angle = anomaly(2 * math.pi * k / points, e)
        rows.append((k, math.cos(angle) - e, math.sqrt(1 - e * e) * math.sin(angle)))
    with open(target, "w", newline="", encoding="ascii") as out:
        writer = csv.writer(out)
        writer.writerow(("k", "x", "y"))
        writer.writerows(rows)


class Sweep:
    def __init__(self, folder: Path, processes: int = 2):
        self.folder = folder
        self.processes = processes
        self.jobs = []

    def run(self, values):
        pool = multiprocessing.pool.Pool(self.processes)
        try:
            for e in values:
                target = self.folder / f"orbit_{e:.2f}.csv"
                self.jobs.append(pool.apply_async(orbit_table, (e, target)))
        finally:
            pool.close()
            pool.join()
        log.info("all %d orbits done", len(self.jobs))

    def widest(self):
        spans = []
        for path in sorted(self.folder.glob("orbit_*.csv")):
            with path.open(newline="") as source:
                xs = [float(row["x"]) for row in csv.DictReader(source)]
            spans.append(max(xs) - min(xs))
        return spans


def main():
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with tempfile.TemporaryDirectory() as name:
        sweep = Sweep(Path(name))
        sweep.run(ECCENTRICITIES)
        spans = sweep.widest()
    print(f"{len(sweep.jobs)} orbits, {len(spans)} tables, mean span {statistics.mean(spans):.4f}")


if __name__ == "__main__":
    main()
