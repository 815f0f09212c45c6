"""How many lines of each level does the router log?"""

from collections import Counter

from feeds import Feed

LEVELS = ("info", "info", "warn", "info", "error")


def router(outlet, count):
    for number in range(count):
        outlet.send(f"{LEVELS[number % len(LEVELS)]} packet {number}")
    outlet.close()


def main():
    levels = Counter(line.split()[0] for line in Feed(router, 50).open().lines())
    assert levels == {"info": 30, "warn": 10, "error": 10}
    print("ok")


if __name__ == "__main__":
    main()
