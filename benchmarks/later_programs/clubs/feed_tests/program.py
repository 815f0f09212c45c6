"""Tests of planet.py; run with python program.py."""
import unittest
from unittest import mock

import planet

PAGE = "# First post\ntext\n# Second post\ntext\n"


class OfflineTestCase(unittest.TestCase):
    """Nothing that is tested here goes to the net."""

    def setUp(self):
        patcher = mock.patch.object(planet, "download", side_effect=lambda url: PAGE)
        self.download = patcher.start()
        self.addCleanup(patcher.stop)


class TitlesTest(OfflineTestCase):
    def test_titles_are_headings(self):
        self.assertEqual(planet.titles("https://example.org/feed"), ["First post", "Second post"])
        self.download.assert_called_once_with("https://example.org/feed")


class PlanetTest(OfflineTestCase):
    def setUp(self):
        super().setUp()
        self.planet = planet.Planet(["https://example.org/a", "https://example.org/b"])

    def test_refresh_asks_every_feed(self):
        pages = self.planet.refresh()
        self.assertEqual(sorted(pages), self.planet.urls)

    def test_refresh_keeps_order(self):
        pages = self.planet.refresh()
        self.assertTrue(all(found[0] == "First post" for found in pages.values()))


if __name__ == "__main__":
    result = unittest.main(verbosity=1, exit=False).result
    if not result.wasSuccessful():
        raise SystemExit(1)
    print("ok")
