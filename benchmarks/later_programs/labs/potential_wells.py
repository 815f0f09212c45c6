"""Ground-state energies of one-dimensional wells by shooting, in parallel."""
import functools
import math
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Callable, Dict, NamedTuple


class Well(NamedTuple):
    kind: str
    depth: float
    width: float

    def potential(self, x: float) -> float:
        return SHAPES[self.kind](self.depth, self.width, x)


def square(depth: float, width: float, x: float) -> float:
    return -depth if abs(x) < width else 0.0


def gaussian(depth: float, width: float, x: float) -> float:
    return -depth * math.exp(-(x / width) ** 2)


def poschl_teller(depth: float, width: float, x: float) -> float:
    return -depth / math.cosh(x / width) ** 2


SHAPES: Dict[str, Callable[[float, float, float], float]] = {
    "square": square, "gaussian": gaussian, "poschl-teller": poschl_teller}

# the Fortran wrapper used for the real wells leaks, so workers are renewed
compute_pool = functools.partial(ProcessPoolExecutor, max_workers=2, max_tasks_per_child=3)


def tail(well: Well, energy: float, reach: float = 8.0, steps: int = 400) -> float:
    h = reach / steps
    psi, slope = 1.0, 0.0
    for k in range(steps):
        slope += 2 * h * (well.potential(k * h) - energy) * psi
        psi += h * slope
        if abs(psi) > 1e12:
            break
    return psi


def ground_state(well: Well) -> float:
    low, high = -well.depth, 0.0
    for _ in range(40):
        middle = (low + high) / 2
        if tail(well, middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def main() -> int:
    wells = [Well(kind, depth, width)
             for kind in SHAPES for depth in (1.0, 2.0, 4.0) for width in (0.8, 1.6)]
    with compute_pool(mp_context=get_context("spawn")) as pool:
        energies = list(pool.map(ground_state, wells))
    for well, energy in zip(wells, energies):
        print(f"{well.kind:14s} {well.depth:4.1f} {well.width:4.1f}  {energy:9.5f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
