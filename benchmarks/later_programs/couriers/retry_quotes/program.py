from concurrent.futures import ProcessPoolExecutor, as_completed

from carriers import quote
from retrying import QuoteError

REQUESTS = [("local", 900), ("overseas", 1200), ("islands", 400), ("national", 2500)]


def collect(requests):
    prices, refused = {}, []
    with ProcessPoolExecutor(2) as executor:
        pending = {executor.submit(quote, *request): request for request in requests}
        for future in as_completed(pending):
            zone, _ = pending[future]
            try:
                prices[zone] = future.result()
            except QuoteError as exc:
                refused.append((zone, str(exc)))
    return prices, refused


def main():
    prices, refused = collect(REQUESTS)
    assert prices == {"local": 329, "islands": 1944, "national": 805}, prices
    assert [zone for zone, _ in refused] == ["overseas"]
    print("ok")


if __name__ == "__main__":
    main()
