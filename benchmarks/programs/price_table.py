"""Prices with tax, worked out for many countries at once."""
import multiprocessing

RATES = {"at": 0.20, "de": 0.19, "hu": 0.27, "lu": 0.17}


class Catalogue:
    def __init__(self, items):
        self.items = dict(items)
        self.rules = {
            "gross": lambda net, rate: round(net * (1 + rate), 2),
            "tax": lambda net, rate: round(net * rate, 2),
        }

    def table(self, pool, kind):
        rule = self.rules[kind]
        rows = [(net, rate) for net in self.items.values() for rate in RATES.values()]
        numbers = pool.starmap(rule, rows, chunksize=4)
        size = len(RATES)
        return {
            name: dict(zip(RATES, numbers[i * size:(i + 1) * size]))
            for i, name in enumerate(self.items)
        }


def main():
    catalogue = Catalogue({"lamp": 40.0, "chair": 85.0, "rug": 120.0})
    context = multiprocessing.get_context()
    with context.Pool(processes=2) as pool:
        table = catalogue.table(pool, "gross")
    for name, prices in table.items():
        print(name, prices)
    if table["lamp"]["at"] == 48.0:
        print("ok")


if __name__ == "__main__":
    main()
