import time
from contextlib import closing
from multiprocessing import get_context

NAMES = ["castle", "sea", "mountain", "cat"]


def rate(name):
    time.sleep(1.5 if name == "castle" else 0.01)
    return len(name)


class Ranking:
    def __init__(self):
        self.points = {}

    def add(self, name, points):
        self.points[name] = points

    def best(self):
        return max(self.points, key=self.points.get)


def main():
    ranking = Ranking()
    context = get_context()
    with closing(context.Pool(4)) as pool:
        rated = pool.imap_unordered(rate, NAMES)
        for name, points in zip(NAMES, rated):
            ranking.add(name, points)
    pool.join()

    print("best:", ranking.best())
    wrong = [n for n, points in ranking.points.items() if points != len(n)]
    if wrong:
        print("mixed up:", ", ".join(wrong))
    else:
        print("ok")


if __name__ == "__main__":
    main()
