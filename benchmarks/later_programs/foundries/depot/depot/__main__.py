import argparse
import sys

import depot


def main() -> int:
    parser = argparse.ArgumentParser(prog="depot")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    total = depot.summary([depot.Castings("iron", 10), depot.Castings("bronze", 3)], args.jobs)
    assert total == "98.4", total
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
