"""Tests of isbn.complete and isbn.complete_all; run them before every import."""
import sys
import unittest
from unittest import mock

import isbn

RECORDS = {
    "9780141439518": {"title": "Pride and Prejudice ", "year": 1813},
    "9780141439471": {"title": "Frankenstein", "year": 1818},
}


def canned(number):
    return RECORDS[number]


class CompleteOne(unittest.TestCase):
    def test_known_title_is_kept(self):
        book = {"isbn": "1", "title": "Emma"}
        self.assertIs(isbn.complete(book), book)

    @mock.patch.object(isbn, "fetch_record", canned)
    def test_title_is_stripped(self):
        book = isbn.complete({"isbn": "9780141439518"})
        self.assertEqual(book["title"], "Pride and Prejudice")


class CompleteAll(unittest.TestCase):
    def setUp(self):
        self.books = [{"isbn": number} for number in RECORDS]

    def test_all_titles_filled(self):
        with mock.patch("isbn.fetch_record", canned):
            completed = isbn.complete_all(self.books)
        self.assertEqual([b["year"] for b in completed], [1813, 1818])


if __name__ == "__main__":
    outcome = unittest.main(exit=False).result
    if not outcome.wasSuccessful():
        sys.exit(1)
    print("ok")
