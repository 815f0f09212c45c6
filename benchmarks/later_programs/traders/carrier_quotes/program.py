"""Ask the carriers for a price and take the cheapest of those that answer in time."""

import time

from carriers import CARRIERS
from deadline import CallTimeout, call

LIMIT = 1.5


def main():
    offers, late = {}, []
    for carrier in CARRIERS:
        began = time.monotonic()
        try:
            offers[carrier.name] = call(carrier.quote, 120.0, timeout=LIMIT)
        except CallTimeout:
            late.append(carrier.name)
            assert time.monotonic() - began < LIMIT + 2
    cheapest = min(offers, key=offers.get)
    print(f"{cheapest} takes it for {offers[cheapest]:.2f}, no answer from {', '.join(late)}")
    print("ok")


if __name__ == "__main__":
    main()
