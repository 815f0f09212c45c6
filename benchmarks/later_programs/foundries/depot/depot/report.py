from concurrent.futures import ProcessPoolExecutor
from typing import Iterable

from depot.stock import Castings, weight


def summary(stock: Iterable[Castings], jobs: int) -> str:
    with ProcessPoolExecutor(jobs) as executor:
        return f"{sum(executor.map(weight, stock)):.1f}"
