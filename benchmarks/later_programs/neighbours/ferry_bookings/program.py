"""Price the bookings of a ferry line for all sailings of a year."""
from pricing import price_year
from settings import Settings


def main():
    prices = price_year(Settings.for_machine("depot"))
    print(sum(prices), "cents")
    assert len(prices) == 365
    print("ok")


if __name__ == "__main__":
    main()
