"""Tests of the corpus mirror: shards are fetched in worker processes."""
import pathlib
import sys
import unittest
from concurrent.futures import ProcessPoolExecutor
from unittest import mock

ARCHIVE = pathlib.Path("/srv/corpora/gutenberg/shards")


def fetch_shard(number):
    """Read one shard of the archive that is mounted on the compute nodes."""
    return (ARCHIVE / f"{number:05d}.txt").read_text(encoding="utf-8")


def count_tokens(number):
    text = fetch_shard(number)
    return number, len(text.split())


class Mirror:
    def __init__(self, shards, workers=2):
        self.shards = list(shards)
        self.workers = workers

    def token_counts(self):
        with ProcessPoolExecutor(self.workers) as executor:
            return dict(executor.map(count_tokens, self.shards))


def fake_shard(number):
    return "the whale " * (number + 1)


class MirrorTest(unittest.TestCase):
    def test_counts_of_all_shards(self):
        with mock.patch(f"{__name__}.fetch_shard", fake_shard):
            counts = Mirror(range(4)).token_counts()
        self.assertEqual(counts, {0: 2, 1: 4, 2: 6, 3: 8})

    def test_single_shard(self):
        with mock.patch(f"{__name__}.fetch_shard", fake_shard):
            self.assertEqual(count_tokens(2), (2, 6))

    def test_shards_are_materialised(self):
        self.assertEqual(Mirror(iter([3, 1])).shards, [3, 1])


if __name__ == "__main__":
    outcome = unittest.main(exit=False).result
    if not outcome.wasSuccessful():
        sys.exit(1)
    print("ok")
