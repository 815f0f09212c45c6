import os
import unittest
from unittest.mock import call, patch

import referrals

TEXTS = ["Pain in the left knee", "Irregular heart beat", "Headache", "Knee, after a fall"]


class SortOutTest(unittest.TestCase):
    def setUp(self):
        patcher = patch.object(referrals, "notify")
        self.notify = patcher.start()
        self.addCleanup(patcher.stop)

    def test_departments(self):
        self.assertEqual(
            referrals.sort_out(TEXTS), ["orthopaedics", "cardiology", "general medicine", "orthopaedics"]
        )

    def test_each_department_gets_one_notice(self):
        referrals.sort_out(TEXTS)
        self.assertEqual(
            self.notify.call_args_list, [call("cardiology", 1), call("general medicine", 1), call("orthopaedics", 2)]
        )

    def test_output_is_not_needed(self):
        with patch("builtins.print") as fake, patch.dict(os.environ, {"OFFICE": "west"}):
            referrals.sort_out(TEXTS[:1], processes=1)
        fake.assert_not_called()


class DepartmentTest(unittest.TestCase):
    def test_other_keywords(self):
        with patch.dict(referrals.KEYWORDS, {"headache": "neurology"}):
            self.assertEqual(referrals.department(TEXTS[2]), "neurology")


if __name__ == "__main__":
    if not unittest.main(exit=False).result.wasSuccessful():
        raise SystemExit(1)
    print("ok")
