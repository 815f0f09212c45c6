import argparse
import multiprocessing as mp

import solver


def announce(text):
    print(text, flush=True)


def main(args):
    rows = [[0, 0, 0, 0, start] for start in (4, 8, 12)]
    solved = solver.relax_all(rows, args.jobs, args.method)
    assert all(row[-1] == start for row, start in zip(solved, (4, 8, 12)))
    greeter = mp.Process(target=announce, args=("relaxed %d rows" % len(solved),))
    greeter.start()
    greeter.join()
    assert greeter.exitcode == 0
    print("ok")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--method", choices=mp.get_all_start_methods())
    options = parser.parse_args()
    print(solver.describe())
    if mp.get_start_method(allow_none=True) is None:
        mp.set_start_method("spawn")
    main(options)
