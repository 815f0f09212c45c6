"""Price quilts from the cloth that they need."""
from quilts import PATTERNS, price
from tasks import gather, workshop


def main():
    with workshop(2) as pool:
        handles = {name: pool.apply_async(price, (name, pieces)) for name, pieces in PATTERNS.items()}
        prices = gather(handles)
    for name, euros in prices.items():
        print("%-12s %7.2f" % (name, euros))
    assert set(prices) == set(PATTERNS)
    print("ok")


if __name__ == "__main__":
    main()
