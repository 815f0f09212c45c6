from contextlib import ExitStack
from functools import partial
from multiprocessing import Pipe, Process


def evaluate(score, points, conn):
    with conn:
        best = max(points, key=score)
        conn.send((score(best), best))


def grid(start, stop, step):
    return [(x, y) for x in range(start, stop, step) for y in range(start, stop, step)]


def split(points, parts):
    return [points[i::parts] for i in range(parts)]


def search(target, parts=2):
    score = lambda p: -((p[0] - target[0]) ** 2 + (p[1] - target[1]) ** 2)
    workers = []
    with ExitStack() as stack:
        ends = []
        for chunk in split(grid(-6, 7, 2), parts):
            mine, theirs = Pipe(duplex=False)
            stack.enter_context(mine)
            process = Process(target=partial(evaluate, score), args=(chunk, theirs))
            process.start()
            theirs.close()
            workers.append(process)
            ends.append(mine)
        results = [end.recv() for end in ends]
        for process in workers:
            process.join()
            assert process.exitcode == 0
    return max(results)


if __name__ == "__main__":
    value, point = search((2, -4))
    print("best", point, "value", value)
    print("ok" if point == (2, -4) else "not the optimum")
