import unittest
from unittest import mock

import rates

TABLE = {"EUR": 1.0, "USD": 0.9, "JPY": 0.006}


class ConvertTests(unittest.TestCase):
    items = [("EUR", 10), ("USD", 20), ("JPY", 5000)]

    @mock.patch.object(rates, "fetch_rate", side_effect=TABLE.__getitem__)
    def test_one(self, fetch):
        self.assertEqual(rates.convert(("USD", 100)), 90.0)
        fetch.assert_called_once_with("USD")

    def test_many(self):
        with mock.patch("rates.fetch_rate", new=TABLE.get):
            converted = rates.convert_all(self.items)
        self.assertEqual(converted, [10.0, 18.0, 30.0])

    def test_nothing_to_do(self):
        self.assertEqual(rates.convert_all([]), [])


if __name__ == "__main__":
    unittest.main()
