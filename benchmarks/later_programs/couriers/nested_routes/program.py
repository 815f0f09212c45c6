import multiprocessing

from domain import Round
from planner import plan_round, try_start


def sample_rounds():
    for shift in range(4):
        stops = tuple((float(x), float((x * 7 + shift) % 5)) for x in range(1, 6))
        yield Round((0.0, float(shift)), stops)


def main():
    rounds = list(sample_rounds())
    with multiprocessing.Pool(processes=2) as pool:
        lengths = pool.map(plan_round, rounds, chunksize=1)
    expected = [round(min(try_start(r, k) for k in range(3)), 3) for r in rounds]
    assert lengths == expected, (lengths, expected)
    print("ok")


if __name__ == "__main__":
    main()
