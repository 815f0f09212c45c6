"""Tests of the quote board; run this file."""
import unittest
from unittest import mock

from quotes import Quote, QuoteBoard

PRICES = {"boreal": 7.5, "kestrel": 6.25, "tramontane": 9.0}


def fixed_price(carrier, grams):
    return PRICES[carrier] * grams / 1000


class RenderTest(unittest.TestCase):
    def test_columns(self):
        text = QuoteBoard.render([Quote(6.25, "kestrel"), Quote(7.5, "boreal")])
        self.assertEqual(text.splitlines()[0], "kestrel         6.25")

    def test_empty(self):
        self.assertEqual(QuoteBoard.render([]), "")


class CollectTest(unittest.TestCase):
    def setUp(self):
        self.board = QuoteBoard(workers=2)

    @mock.patch("carriers.fetch_rate", new=fixed_price)
    def test_cheapest_first(self):
        quotes = self.board.collect(2000)
        self.assertEqual([quote.carrier for quote in quotes], ["kestrel", "boreal", "tramontane"])
        self.assertEqual(quotes[0].price, 12.5)


if __name__ == "__main__":
    unittest.main(verbosity=2)
