import time


def distance(route):
    time.sleep(0.4)
    return sum(abs(a - b) for a, b in zip(route, route[1:]))


def tolls(route):
    time.sleep(0.4)
    return sum(1 for stop in route if stop % 3 == 0) * 2.5


TASKS = {"distance": distance, "tolls": tolls}
