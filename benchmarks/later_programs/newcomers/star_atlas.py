"""Count the stars brighter than a limit in each zone of an atlas."""
import multiprocessing as mp
import random
from contextlib import ExitStack

ZONES = ("north", "equator", "south")
_atlas = {}


def build_atlas(stars):
    for zone in ZONES:
        rng = random.Random(zone)
        _atlas[zone] = [rng.uniform(1, 12) for _ in range(stars)]


def count_bright(task):
    zone, limit = task
    return zone, sum(magnitude < limit for magnitude in _atlas[zone])


def cheapest_context():
    """Forked processes get the atlas for nothing, others have to build it."""
    current = mp.get_start_method(allow_none=True)
    if current is None and "fork" in mp.get_all_start_methods():
        return mp.get_context("fork")
    return mp.get_context(current)


def survey(limit, stars=2000):
    ctx = cheapest_context()
    build_atlas(stars)
    options = {"processes": 2}
    if ctx.get_start_method() != "fork":
        options.update(initializer=build_atlas, initargs=(stars,))
    with ExitStack() as stack:
        pool = stack.enter_context(ctx.Pool(**options))
        return dict(pool.map(count_bright, [(zone, limit) for zone in ZONES]))


def main():
    bright = survey(6.0)
    for zone, number in bright.items():
        print(f"{zone:8}{number:5}")
    expected = {zone: sum(m < 6.0 for m in _atlas[zone]) for zone in ZONES}
    assert bright == expected, (bright, expected)
    print("ok")


if __name__ == "__main__":
    main()
