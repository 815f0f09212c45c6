import argparse
import multiprocessing

from roster import RosterWorker, shifts_for
from settings import Settings


class RosterService:
    def __init__(self, context, depot):
        self._pool = context.Pool(2, RosterWorker.setup, (depot,))

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._pool.terminate()
        self._pool.join()

    def plan(self, demands):
        return self._pool.map(shifts_for, demands)


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--depot", default=Settings.instance().default_depot)
    parser.add_argument("--demand", type=int, nargs="*", default=[30, 52, 8])
    args = parser.parse_args(argv)
    with RosterService(multiprocessing.get_context(), args.depot) as service:
        shifts = service.plan(args.demand)
    print("shifts", sum(shifts))
    print("ok")


if __name__ == "__main__":
    main()
