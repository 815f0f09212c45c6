"""Tests of the storage index."""
import hashlib
import io
import unittest
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from unittest import mock

import storage

BODY = b"%PDF-1.7 sample"
EXPECTED = hashlib.sha256(BODY).hexdigest()


class ChecksumTest(unittest.TestCase):
    keys = ["ab01", "cd02", "ef03"]

    @mock.patch.object(storage, "read_blob", return_value=BODY)
    def test_single(self, read_blob):
        self.assertEqual(storage.checksum("ab01"), ("ab01", EXPECTED))
        read_blob.assert_called_once_with("ab01")

    @mock.patch.object(storage, "read_blob", return_value=BODY)
    def test_index_with_threads(self, read_blob):
        with ThreadPoolExecutor(2) as executor:
            found = storage.index(self.keys, executor)
        self.assertEqual(found, dict.fromkeys(self.keys, EXPECTED))
        self.assertEqual(read_blob.call_count, 3)

    @mock.patch.object(storage, "read_blob", return_value=BODY)
    def test_index_with_processes(self, _read_blob):
        with ProcessPoolExecutor(2) as executor:
            found = storage.index(self.keys, executor)
        self.assertEqual(found, dict.fromkeys(self.keys, EXPECTED))


def main():
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(ChecksumTest)
    report = io.StringIO()
    result = unittest.TextTestRunner(stream=report, verbosity=2).run(suite)
    if result.wasSuccessful():
        print("ok")
    else:
        print(report.getvalue())
        print("wrong")


if __name__ == "__main__":
    main()
