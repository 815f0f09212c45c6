import unittest

from kit.loudness import dbfs


class Silence(unittest.TestCase):
    def test_floor(self):
        self.assertEqual(dbfs([0.0] * 100), -120.0)

    def test_no_samples(self):
        self.assertEqual(dbfs([]), -120.0)
