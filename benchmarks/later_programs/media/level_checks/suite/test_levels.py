import unittest
from concurrent.futures import ProcessPoolExecutor

from kit.loudness import dbfs, sine


def level_at(gain):
    return round(dbfs(sine(440, 0.25, gain)), 1)


class Levels(unittest.TestCase):
    gains = (1.0, 0.5, 0.25, 0.125)

    @classmethod
    def setUpClass(cls):
        cls.executor = ProcessPoolExecutor(max_workers=2)

    @classmethod
    def tearDownClass(cls):
        cls.executor.shutdown()

    def test_each_halving_is_six_decibels(self):
        levels = list(self.executor.map(level_at, self.gains))
        steps = [round(a - b) for a, b in zip(levels, levels[1:])]
        self.assertEqual(steps, [6, 6, 6])
