"""Normalises takes to a target loudness."""
import argparse

from norm import session
from norm.crew import Crew


def parse(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=float, default=-16.0)
    parser.add_argument("--ceiling", type=float, default=-1.0)
    parser.add_argument("--takes", type=int, default=6)
    return parser.parse_args(argv)


def main():
    options = parse()
    session.begin(target=options.target, ceiling=options.ceiling)
    with Crew(size=2, settings=session.current()) as crew:
        reached = dict(crew.normalise(range(options.takes)))
    for take, (gain, level) in sorted(reached.items()):
        print(f"take {take}: gain {gain:+5.1f} dB, now {level:5.1f}")
    if any(abs(level - options.target) > 0.2 for _gain, level in reached.values()):
        raise SystemExit("a take missed the target")
    print("ok")


if __name__ == "__main__":
    main()
