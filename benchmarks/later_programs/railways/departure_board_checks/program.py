import sys
import unittest
from unittest import mock

from board import BoardProcess

TRAINS = [("12:04", "Harbour"), ("12:19", "Airport")]


class BoardProcessTest(unittest.TestCase):
    def setUp(self):
        patcher = mock.patch("feed.fetch_departures", return_value=TRAINS)
        self.fetch = patcher.start()
        self.addCleanup(patcher.stop)

    def test_rows_in_order(self):
        rows = BoardProcess("CENTRAL").show()
        self.assertEqual(rows, ["12:04  Harbour", "12:19  Airport"])

    def test_two_boards(self):
        first = BoardProcess("CENTRAL").show()
        second = BoardProcess("NORTH").show()
        self.assertEqual(first, second)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(BoardProcessTest)
    result = unittest.TextTestRunner(verbosity=0).run(suite)
    if not result.wasSuccessful():
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
