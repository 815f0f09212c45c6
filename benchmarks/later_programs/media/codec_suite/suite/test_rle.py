import unittest

from codec import decode, encode


class RunLengths(unittest.TestCase):
    def test_long_run_is_cut(self):
        self.assertEqual(encode(b"\0" * 300), b"\xff\0\x2d\0")

    def test_nothing(self):
        self.assertEqual(decode(encode(b"")), b"")
