import multiprocessing
import unittest
from functools import partial

from codec import decode, encode


def matte(row):
    return bytes(255 if (column + row) % 32 < 20 else 0 for column in range(512))


def round_trip(row):
    pixels = matte(row)
    return decode(encode(pixels)) == pixels


def feed(outbox, rows):
    for row in rows:
        outbox.put(encode(matte(row)))
    outbox.put(None)


class Parallel(unittest.TestCase):
    def setUp(self):
        pool = multiprocessing.Pool(2)
        self.addCleanup(pool.join)
        self.addCleanup(pool.close)
        self.pool = pool

    def test_rows(self):
        self.assertTrue(all(self.pool.map(round_trip, range(40))))


class Streamed(unittest.TestCase):
    def test_one_feeder(self):
        inbox = multiprocessing.Queue()
        feeder = multiprocessing.Process(target=feed, args=(inbox, range(10)))
        feeder.start()
        rows = list(iter(partial(inbox.get, timeout=20), None))
        feeder.join()
        self.assertEqual(feeder.exitcode, 0)
        self.assertEqual([decode(row) for row in rows], [matte(n) for n in range(10)])
