import multiprocessing
import unittest
from unittest import mock

import uploader
from frozen_clock import send_stamp_at
from uploader import MemoryTransport

DOCUMENTS = {"a.pdf": b"%PDF", "b.pdf": b"", "c.pdf": b"%PDF-2"}


class UploadTest(unittest.TestCase):
    @mock.patch.object(uploader, "notify")
    def test_upload_notifies_once(self, notify):
        summary = uploader.upload(DOCUMENTS, MemoryTransport())
        self.assertEqual(summary, {"a.pdf": 201, "b.pdf": 422, "c.pdf": 201})
        notify.assert_called_once_with(summary)

    def test_stamp_from_worker(self):
        with multiprocessing.Pool(1) as pool:
            status, stamp = pool.apply(send_stamp_at, (1_700_000_000.9, MemoryTransport(), "d.pdf"))
        self.assertEqual((status, stamp), (201, 1_700_000_000))
