"""Tests of the reminders; run with: python program.py"""

import unittest
from unittest import mock

import reminders

APPOINTMENTS = [
    {"name": "Mr Patel", "phone": "555-0101", "time": "09:20"},
    {"name": "Ms Duarte", "phone": "555-0102", "time": "09:40"},
    {"name": "Dr Novak", "phone": "555-0103", "time": "11:00"},
]


class TextTest(unittest.TestCase):
    def test_names_the_time(self):
        self.assertIn("09:20", reminders.text_of(APPOINTMENTS[0]))

    def test_names_the_patient(self):
        self.assertTrue(reminders.text_of(APPOINTMENTS[1]).startswith("Dear Ms Duarte"))


class RemindTest(unittest.TestCase):
    @mock.patch("gateway.send")
    def test_one(self, send):
        self.assertEqual(reminders.remind(APPOINTMENTS[2]), "555-0103")
        send.assert_called_once()

    @mock.patch("gateway.send", return_value="queued")
    def test_all_of_a_day(self, send):
        self.assertEqual(reminders.remind_all(APPOINTMENTS), ["555-0101", "555-0102", "555-0103"])


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    if not result.wasSuccessful():
        raise SystemExit(1)
    print("ok")
