from concurrent.futures import ProcessPoolExecutor

from fleet.greedy import GreedyDispatcher
from fleet.units import Duty, Trainset

UNITS = [
    Trainset("426-003", 200, 700),
    Trainset("426-011", 200, 350),
    Trainset("611-040", 120, 900),
]
DUTIES = [Duty("D-17", 110, 640), Duty("D-21", 150, 300)]


def main():
    dispatcher = GreedyDispatcher(UNITS)
    with ProcessPoolExecutor(max_workers=2) as executor:
        ranking = dispatcher.evaluate(executor, DUTIES)
    for duty, scores in zip(DUTIES, ranking):
        best = max(scores, key=scores.get)
        print(duty.code, "->", best)
        dispatcher.assign(duty, next(u for u in dispatcher.units if u.number == best))
    print("ok")


if __name__ == "__main__":
    main()
