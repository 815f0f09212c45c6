"""Tests of the audit."""

import concurrent.futures
import sys
import unittest
from unittest import mock

import audit
import journal

FAIR = audit.Draw("monday", [3, 9, 17, 30])
STEADY = audit.Draw("tuesday", [5, 10, 15, 20])
DOUBLE = audit.Draw("friday", [2, 2, 8, 41])


class AuditTest(unittest.TestCase):
    def setUp(self):
        patcher = mock.patch.object(journal, "notify")
        self.notify = patcher.start()
        self.addCleanup(patcher.stop)

    def test_in_processes(self):
        found = audit.audit([FAIR, STEADY, DOUBLE])
        self.assertEqual(found, {"monday": False, "tuesday": True, "friday": True})
        self.assertEqual([call.args[0] for call in self.notify.call_args_list], ["tuesday", "friday"])

    @mock.patch.object(audit, "suspicious", return_value=False)
    def test_in_threads(self, suspicious):
        audit.audit([FAIR, STEADY], concurrent.futures.ThreadPoolExecutor)
        self.assertEqual(suspicious.call_count, 2)
        self.notify.assert_not_called()

    def test_alone(self):
        with mock.patch.object(audit, "suspicious", side_effect=[True]) as suspicious:
            self.assertTrue(audit.suspicious(FAIR))
        suspicious.assert_called_once_with(FAIR)


if __name__ == "__main__":
    result = unittest.main(exit=False).result
    if not result.wasSuccessful():
        sys.exit(1)
    print("ok")
