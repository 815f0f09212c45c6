import multiprocessing

from solver import solve_region


def demand():
    return {
        "north": [12.0, 13.5, 11.2, 14.8, 15.1],
        "south": [30.1, 29.4, 31.0, 33.3, 32.8],
        "coast": [7.7, 8.1, 8.0, 9.2, 8.8],
    }


class Planner:
    def __init__(self, workers):
        self.workers = workers

    def forecast(self, regions):
        with multiprocessing.Pool(self.workers) as pool:
            return dict(pool.map(solve_region, regions.items()))


def main():
    forecast = Planner(workers=2).forecast(demand())
    for region, value in sorted(forecast.items()):
        print(f"{region:>6}: {value}")
    print("ok" if len(forecast) == 3 else "mismatch")


if __name__ == "__main__":
    main()
