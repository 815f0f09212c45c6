"""Tests of the reordering."""

import unittest

import reorder
import stock


class StockTestCase(unittest.TestCase):
    """A test with a stock of its own in place of the real system."""

    packets = {}

    def setUp(self):
        super().setUp()
        original = stock.on_hand
        stock.on_hand = self.packets.__getitem__
        self.addCleanup(setattr, stock, "on_hand", original)


class ShortfallTest(StockTestCase):
    packets = {"ibuprofen": 3, "zinc": 40}

    def test_missing_packets(self):
        self.assertEqual(reorder.shortfall("ibuprofen"), 7)

    def test_nothing_missing(self):
        self.assertEqual(reorder.shortfall("zinc"), 0)


class OrderTest(StockTestCase):
    packets = {"ibuprofen": 3, "zinc": 40, "saline": 9}

    def test_orders_only_what_is_short(self):
        self.assertEqual(reorder.order(["ibuprofen", "zinc", "saline"]), {"ibuprofen": 7, "saline": 1})


if __name__ == "__main__":
    unittest.main()
