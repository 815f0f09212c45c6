import multiprocessing as mp
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Quote:
    symbol: str
    price: float


def fetch(symbol, day):
    base = sum(ord(c) for c in symbol)
    return Quote(symbol.upper(), round(base * (1 + day / 100), 2))


@dataclass
class Board:
    holdings: dict
    value: dict = field(default_factory=dict)

    def on_quote(self, quote):
        shares = self.holdings[quote.symbol]
        self.value[quote.symbol] = shares * quote.price

    def refresh(self, pool, symbols, day):
        requests = [
            pool.apply_async(fetch, (symbol, day), callback=self.on_quote)
            for symbol in symbols
        ]
        return [request.get() for request in requests]


def main():
    board = Board({"ACME": 10, "GLOBEX": 4, "HOOLI": 25})
    watchlist = ["acme", "initech", "globex", "hooli"]
    with mp.Pool(2) as pool:
        quotes = board.refresh(pool, watchlist, day=12)
    for quote in quotes:
        print(f"{quote.symbol:8} {quote.price:10.2f}")
    print("total", sum(board.value.values()))
    print("ok" if len(board.value) == len(board.holdings) else "mismatch")


if __name__ == "__main__":
    main()
