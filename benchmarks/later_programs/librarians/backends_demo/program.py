"""Read a few recipe cards with threads, cost them with processes."""
import argparse
import tempfile
from pathlib import Path

from backends import Backend, choose

CARDS = {
    "pancakes": "flour 200\nmilk 350\negg 2",
    "custard": "milk 500\negg 4\nsugar 80",
    "meringue": "egg 5\nsugar 250",
}
PRICES = {"flour": 0.0012, "milk": 0.0011, "egg": 0.28, "sugar": 0.0015}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--costing", choices=sorted(Backend.known), default="processes")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        for name, card in CARDS.items():
            Path(folder, name).write_text(card, encoding="utf-8")
        with choose("threads") as readers:
            cards = list(readers.spread(lambda name: (name, Path(folder, name).read_text("utf-8")), CARDS))

    with choose(options.costing) as costing:
        for name, cost in costing.spread(price_card, cards):
            print(f"{name:<10}{cost:6.2f}")


def price_card(card):
    name, text = card
    amounts = (line.split() for line in text.splitlines())
    return name, round(sum(PRICES[what] * float(amount) for what, amount in amounts), 2)


if __name__ == "__main__":
    main()
