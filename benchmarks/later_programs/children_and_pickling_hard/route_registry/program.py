from concurrent.futures import ThreadPoolExecutor

from routing import METRICS, run_all

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]


def main():
    assert sorted(METRICS) == ["length", "turns"]
    here = run_all(SQUARE, 2, executor_class=ThreadPoolExecutor)
    there = run_all(SQUARE, digits=2)
    assert here == there == {"length": (30.0, "m"), "turns": (180.0, "deg")}, there
    print("ok")


if __name__ == "__main__":
    main()
