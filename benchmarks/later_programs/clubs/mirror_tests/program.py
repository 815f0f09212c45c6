"""Tests of mirror.py."""
import unittest
from unittest import mock

import fakes
import mirror


class MirrorTest(unittest.TestCase):
    def setUp(self):
        # Both are called by the parent only.
        for name in ("report", "time.sleep"):
            patcher = mock.patch(f"mirror.{name}")
            setattr(self, name.replace("time.", ""), patcher.start())
            self.addCleanup(patcher.stop)

    def test_sizes(self):
        self.assertEqual(mirror.Mirror(fakes.CONTENTS, fetch=fakes.fetch).sizes(), {"a.iso": 10, "b.iso": 20})
        self.report.assert_called_once_with(0)

    def test_waits_between_attempts(self):
        with self.assertRaises(RuntimeError):
            mirror.Mirror(["c.iso"], fetch=fakes.broken, pause=60).sizes(attempts=2)
        self.assertEqual(self.sleep.call_args_list, [mock.call(60), mock.call(60)])


if __name__ == "__main__":
    result = unittest.main(exit=False).result
    if not result.wasSuccessful():
        raise SystemExit(1)
    print("ok")
