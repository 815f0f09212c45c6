"""Sentence-length statistics for the pages of a book, page by page."""
import re
import sys
import time
from dataclasses import dataclass, field
from multiprocessing import Pool as WorkerPool

SENTENCE_END = re.compile(r"[.!?]\s+")
WORDS = "the old harbour was quiet until a small boat came in at dawn".split()


def make_page(number):
    size = 3 + number % 7
    return " ".join(
        " ".join(WORDS[(number + k) % len(WORDS)] for k in range(size)) + ". " for _ in range(5 + number % 4)
    )


def page_stats(number, text):
    time.sleep(0.02)  # stands for the part-of-speech tagger
    sentences = [s for s in SENTENCE_END.split(text) if s.strip()]
    lengths = [len(s.split()) for s in sentences]
    return number, len(lengths), sum(lengths)


@dataclass
class Report:
    rows: dict = field(default_factory=dict)
    failures: list = field(default_factory=list)

    def add(self, row):
        number, sentences, words = row
        self.rows[number] = (sentences, words)

    def note_failure(self, error):
        self.failures.append(error)
        print("failed:", error, file=sys.stderr)


def analyse(pages, report):
    with WorkerPool(2) as workers:
        for number, text in pages.items():
            workers.apply_async(
                page_stats,
                (number, text),
                callback=report.add,
                error_callback=report.note_failure,
            )
    return report


def main():
    pages = {n: make_page(n) for n in range(40)}
    report = analyse(pages, Report())
    total = sum(words for _, words in report.rows.values())
    print(f"{len(report.rows)} pages, {total} words")
    complete = set(report.rows) == set(pages) and not report.failures
    print("ok" if complete else "wrong")


if __name__ == "__main__":
    main()
