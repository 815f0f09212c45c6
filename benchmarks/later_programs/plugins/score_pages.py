"""Score the readability of pages; the workers are started early, while this process is still small."""
import multiprocessing
import re
from collections import namedtuple

Page = namedtuple("Page", "number text")

PAGES = [
    Page(1, "Short words. Easy to read. Go on."),
    Page(2, "Notwithstanding considerable methodological heterogeneity, conclusions remained unaltered."),
    Page(3, "The cat sat on the mat. It was a good mat."),
]

if __name__ == "__main__":
    multiprocessing.freeze_support()
    workers = multiprocessing.Pool(2)

WORD = re.compile(r"[A-Za-z]+")
SENTENCE = re.compile(r"[.!?]+")


def words_per_sentence(text):
    sentences = [part for part in SENTENCE.split(text) if part.strip()]
    return len(WORD.findall(text)) / max(1, len(sentences))


def score(page):
    words = WORD.findall(page.text)
    long_words = sum(1 for word in words if len(word) > 6)
    return page.number, round(words_per_sentence(page.text) + 100 * long_words / len(words), 2)


def rank(scores):
    return [number for number, _ in sorted(scores, key=lambda item: item[1])]


if __name__ == "__main__":
    with workers:
        scores = workers.map(score, PAGES)
    print("ok" if rank(scores) == [1, 3, 2] else "wrong")
