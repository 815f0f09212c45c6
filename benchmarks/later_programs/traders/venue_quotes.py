"""Ask several venues for a quote and trade on the best that came in time."""

import time
from concurrent.futures import ProcessPoolExecutor, TimeoutError
from dataclasses import dataclass
from typing import Dict, Optional

LIMIT = 0.8


@dataclass(frozen=True)
class Venue:
    name: str
    latency: float
    spread: float

    def quote(self, symbol: str) -> float:
        time.sleep(self.latency)
        return round(50 + len(symbol) + self.spread, 2)


VENUES = [Venue("north", 0.05, 0.04), Venue("harbour", 2.8, 0.01), Venue("lake", 0.1, 0.03)]


def ask_all(symbol: str) -> Dict[str, Optional[float]]:
    quotes: Dict[str, Optional[float]] = {}
    with ProcessPoolExecutor(max_workers=len(VENUES)) as executor:
        asked = {venue.name: executor.submit(venue.quote, symbol) for venue in VENUES}
        deadline = time.monotonic() + LIMIT
        for name, future in asked.items():
            try:
                quotes[name] = future.result(timeout=max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                future.cancel()
                quotes[name] = None
    return quotes


def main() -> None:
    began = time.monotonic()
    quotes = ask_all("SAP")
    took = time.monotonic() - began
    in_time = {name: quote for name, quote in quotes.items() if quote is not None}
    best = min(in_time, key=in_time.get, default=None)
    print("best:", best)
    if took > 2 * LIMIT:
        print(f"too late to trade: {took:.1f} s for a limit of {LIMIT} s")
    else:
        print("ok")


if __name__ == "__main__":
    main()
