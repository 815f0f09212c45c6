"""Production yield of a filter for three component qualities."""
from concurrent.futures import ProcessPoolExecutor

from study.corners import evaluate

QUALITIES = {"1 %": 0.01, "5 %": 0.05, "20 %": 0.20}


def main():
    with ProcessPoolExecutor(max_workers=2) as corners:
        yields = dict(corners.map(evaluate, QUALITIES.items()))
    for name, share in yields.items():
        print(f"{name:5s} parts: {100 * share:5.1f} % of the boards pass")
    print("ok" if yields["1 %"] >= yields["5 %"] >= yields["20 %"] else "implausible")


if __name__ == "__main__":
    main()
