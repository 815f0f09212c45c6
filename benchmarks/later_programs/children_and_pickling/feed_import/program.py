"""Download the product feeds and count their items."""
import multiprocessing as mp
import sys

from feeds import FEEDS, count_items
from parallel import fan_out


def report(counts):
    width = max(len(name) for name in counts)
    for name, number in sorted(counts.items()):
        print(f"{name:<{width}}  {number:>5}")


def main() -> int:
    numbers = fan_out(count_items, list(FEEDS.values()), workers=2)
    report(dict(zip(FEEDS, numbers)))
    return 0


if __name__ == "__main__":
    mp.set_start_method("spawn")
    sys.exit(main())
