"""Soap box race: simulate a run of every car and print the table for the notice board."""
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import List, NamedTuple


class Car(NamedTuple):
    team: str
    mass: float
    drag: float


CARS = [
    Car("Flying Bathtub", 95.0, 1.9),
    Car("Rocket Pram", 60.0, 0.6),
    Car("Bookcase", 80.0, 1.2),
    Car("Sofa", 120.0, 3.0),
]


def run_down(car: Car, length: float = 150.0, step: float = 0.01) -> float:
    speed = way = elapsed = 0.0
    while way < length:
        pull = 9.81 * 0.12 - car.drag * speed * speed / car.mass
        speed += pull * step
        way += speed * step
        elapsed += step
    time.sleep(car.drag / 4)  # the slow ones take longer to animate, too
    return round(elapsed, 2)


def race(cars: List[Car]) -> List[float]:
    with ProcessPoolExecutor(max_workers=len(cars)) as pool:
        runs = [pool.submit(run_down, car) for car in cars]
        return [run.result() for run in as_completed(runs)]


def main() -> None:
    times = race(CARS)
    board = {}
    for lane, car in enumerate(CARS):
        board[car.team] = times[lane]
    for team, seconds in sorted(board.items(), key=lambda item: item[1]):
        print(f"{team:16} {seconds:6.2f} s")
    expected = {car.team: times for car, times in zip(CARS, map(run_down, CARS))}
    if board == expected:
        print("ok")
    else:
        print("the table differs from the runs one by one")


if __name__ == "__main__":
    main()
