"""The suite of a small library: what is patched is used by the parent alone."""

import unittest
from concurrent.futures import ProcessPoolExecutor
from typing import Callable, Dict, Iterable, List
from unittest import mock


def hardness(sample: int) -> int:
    return 40 + sample * 3 % 17


def announce(text: str) -> None:
    """Tell the people in the hall, by loudspeaker."""
    raise ConnectionError("no loudspeaker")


class Lab:
    def __init__(self, executor_factory: Callable[[], ProcessPoolExecutor]) -> None:
        self._executor_factory = executor_factory

    def measure(self, samples: Iterable[int]) -> List[int]:
        with self._executor_factory() as executor:
            found = list(executor.map(hardness, samples))
        announce(f"{len(found)} samples measured")
        return found


class LabTests(unittest.TestCase):
    def test_measures_all(self) -> None:
        lab = Lab(lambda: ProcessPoolExecutor(2))
        with mock.patch(f"{__name__}.announce") as announced:
            found = lab.measure(range(3))
        self.assertEqual(found, [40, 43, 46])
        announced.assert_called_once_with("3 samples measured")

    @mock.patch.object(Lab, "measure", return_value=[1, 2])
    def test_mean(self, measure: mock.Mock) -> None:
        totals: Dict[str, int] = {"all": sum(Lab(ProcessPoolExecutor).measure([0]))}
        self.assertEqual(totals, {"all": 3})
        measure.assert_called_once_with([0])


def main() -> None:
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(LabTests)
    result = unittest.TextTestRunner(verbosity=0).run(suite)
    print("ok" if result.wasSuccessful() else "failed")


if __name__ == "__main__":
    main()
