"""Split times of the swimming relay, from the traces of the touch pads."""
import statistics
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import starmap
from multiprocessing import Pool
from typing import Dict, List, NamedTuple, Tuple


class Pad(NamedTuple):
    swimmer: str
    trace: List[int]


PADS = [
    Pad("Ida", [0] * 310 + [7] * 4 + [0] * 300 + [9] * 3),
    Pad("Noor", [0] * 280 + [8] * 5 + [0] * 295 + [6] * 2),
    Pad("Tess", [0] * 305 + [9] * 2 + [0] * 330 + [8] * 5),
    Pad("Vera", [0] * 270 + [5] * 6 + [0] * 275 + [9] * 4),
]


def splits(trace: List[int]) -> List[float]:
    time.sleep(len(trace) % 7 / 50)
    touches = [i for i, (a, b) in enumerate(zip([0] + trace, trace)) if b and not a]
    return [(b - a) / 10 for a, b in zip([0] + touches, touches)]


def named_splits(pad: Pad) -> Tuple[str, List[float]]:
    return pad.swimmer, splits(pad.trace)


def lane(number: int) -> Tuple[int, float]:
    return number, sum(splits(PADS[number].trace))


def in_order(pool) -> Dict[str, List[float]]:
    swimmers = [pad.swimmer for pad in PADS]
    traces = [pad.trace for pad in PADS]
    table = {swimmer: found for swimmer, found in zip(swimmers, pool.imap(splits, traces))}
    assert table == dict(zip(swimmers, pool.map(splits, traces)))
    return table


def keyed(pool) -> Dict[str, List[float]]:
    return dict(pool.imap_unordered(named_splits, PADS))


def totals(pool) -> List[float]:
    by_lane = [0.0] * len(PADS)
    for number, seconds in pool.imap_unordered(lane, range(len(PADS))):
        by_lane[number] = seconds
    return by_lane


def ranking(pool) -> List[Tuple[int, float]]:
    finish = sorted(pool.imap_unordered(lane, range(len(PADS))), key=lambda pair: pair[1])
    return [(place, seconds) for place, (_, seconds) in enumerate(finish, 1)]


def by_future() -> Dict[str, List[float]]:
    with ProcessPoolExecutor(2) as executor:
        futures = {executor.submit(splits, pad.trace): pad.swimmer for pad in PADS}
        table = {}
        for done, future in enumerate(as_completed(futures), 1):
            table[futures[future]] = future.result()
            print(f"{done}/{len(futures)} pads read")
        again = [executor.submit(splits, pad.trace) for pad in PADS]
        for _ in as_completed(again):
            pass
        assert table == {pad.swimmer: f.result() for pad, f in zip(PADS, again)}
        assert list(table) and list(executor.map(splits, [p.trace for p in PADS])) == [
            table[pad.swimmer] for pad in PADS
        ]
    return table


def main() -> None:
    with Pool(2) as pool:
        table = in_order(pool)
        assert table == keyed(pool)
        sums = totals(pool)
        places = ranking(pool)
    assert table == by_future()
    print(*starmap("{}: {}".format, table.items()), sep="\n")
    print("relay", round(sum(sums), 1), "s, mean", round(statistics.mean(sums), 2), "s")
    assert [round(s, 1) for s in sums] == [61.4, 58.0, 63.7, 55.1] and places[0][1] == min(sums)
    print("ok")


if __name__ == "__main__":
    main()
