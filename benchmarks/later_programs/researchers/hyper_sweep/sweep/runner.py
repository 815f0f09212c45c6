import multiprocessing as mp
from typing import Callable


def run_grid(objective: Callable[[dict], float], grid, n_jobs=2):
    """Evaluate the objective on all points; best (lowest) score first."""
    points = list(grid)
    with mp.Pool(n_jobs) as pool:
        scores = pool.map(objective, points, chunksize=4)
    return sorted(zip(scores, points), key=lambda pair: pair[0])
