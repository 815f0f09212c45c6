import unittest
from concurrent.futures import ProcessPoolExecutor


def fit(text, width=6):
    return text if len(text) <= width else text[: width - 1] + "~"


def sheet(names):
    return [fit(name) for name in names]


class LabelTest(unittest.TestCase):
    shelves = [["A1", "Cold store"], ["Fittings"], []]

    def test_fit(self):
        self.assertEqual(fit("Storage room", 8), "Storage~")

    def test_sheets_printed_in_parallel(self):
        with ProcessPoolExecutor(max_workers=2) as printers:
            sheets = list(printers.map(sheet, self.shelves))
        self.assertEqual(sheets, [["A1", "Cold ~"], ["Fitti~"], []])


if __name__ == "__main__":
    unittest.main()
