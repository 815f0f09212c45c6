"""Compute the load feature of all services with decorated workers."""
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor

from features import weight, weighted_load

SERIES = {
    "search": tuple(float(hour) for hour in range(24)),
    "billing": (1.0,) * 24,
    "gateway": (0.5,) * 24,
}


def main() -> None:
    with ProcessPoolExecutor(max_workers=2) as executor:
        loads = dict(zip(SERIES, executor.map(weighted_load, SERIES.values())))
        weights = list(executor.map(weight, range(24)))
    print(loads)

    audit = mp.Process(target=weighted_load, args=(SERIES["billing"],))
    audit.start()
    audit.join()
    assert audit.exitcode == 0
    assert loads["billing"] == sum(weights) == 34.0
    print("ok")


if __name__ == "__main__":
    main()
