"""Greeks by bump and revalue, serially or on a pool, as the configuration says."""
import abc
import math
import multiprocessing as mp
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, Tuple


@dataclass(frozen=True)
class Config:
    engine: str = "pool"
    workers: int = 2
    bump: float = 1e-4


@dataclass(frozen=True)
class Option:
    strike: float
    tenor: float
    vol: float


def _phi(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


def value(option: Option, spot: float = 100.0) -> float:
    width = option.vol * math.sqrt(option.tenor)
    d1 = math.log(spot / option.strike) / width + width / 2
    return spot * _phi(d1) - option.strike * _phi(d1 - width)


def delta(task: Tuple[Option, float]) -> float:
    option, bump = task
    up, down = value(option, 100.0 + bump), value(option, 100.0 - bump)
    return (up - down) / (2 * bump)


class Engine(abc.ABC):
    def __init__(self, config: Config) -> None:
        self.config = config

    @abc.abstractmethod
    def map(self, tasks: List[Tuple[Option, float]]) -> Iterable[float]: ...

    def deltas(self, options: List[Option]) -> List[float]:
        return list(self.map([(option, self.config.bump) for option in options]))

    def close(self) -> None:
        """Nothing to be released unless an engine says so."""


class SerialEngine(Engine):
    def map(self, tasks):
        return map(delta, tasks)


class PoolEngine(Engine):
    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._pool = mp.Pool(config.workers)

    def map(self, tasks):
        return self._pool.imap(delta, tasks, chunksize=16)

    def close(self) -> None:
        self._pool.close()
        self._pool.join()


ENGINES: Dict[str, Callable[[Config], Engine]] = {"serial": SerialEngine, "pool": PoolEngine}


def make_engine(config: Config) -> Engine:
    return ENGINES[config.engine](config)


def ladder() -> List[Option]:
    return [Option(70.0 + k, 0.25 + k % 8 / 4, 0.15 + k % 5 / 50) for k in range(64)]


def main() -> None:
    options = ladder()
    with ExitStack() as stack:
        engines = [stack.enter_context(closing(make_engine(Config(engine=name)))) for name in ENGINES]
        first, second = (engine.deltas(options) for engine in engines)
        for mine, other in zip(first, second):
            assert math.isclose(mine, other, rel_tol=1e-12)
    left = mp.active_children()
    print(f"{len(first)} deltas, sum {sum(first):.4f}, {len(left)} processes left")
    if left:
        raise SystemExit("engines were not closed")
    print("ok")


if __name__ == "__main__":
    main()
