import argparse
import multiprocessing

from headway import Line, Planner, Section


def network():
    suburban = Line("S1", (Section("Ost", 1800, 80), Section("Mitte", 900, 40)))
    regional = Line("R7", (Section("Wald", 5200, 120), Section("Tal", 3100, 100)))
    return [suburban, regional]


def parse(argv=None):
    parser = argparse.ArgumentParser(description="shortest headways of our lines")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--start-method", default="forkserver")
    return parser.parse_args(argv)


def main():
    options = parse()
    if options.start_method in multiprocessing.get_all_start_methods():
        multiprocessing.set_start_method(options.start_method)
    lines = network()
    for line, seconds in zip(lines, Planner(options.workers).plan(lines)):
        print(line.title, seconds, "s")
    print("ok")


if __name__ == "__main__":
    main()
