from .model import peak_infected


def sweep(pool, grid):
    return dict(zip(grid, pool.starmap(peak_infected, grid)))
