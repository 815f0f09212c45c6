import multiprocessing
from itertools import cycle, islice
from statistics import mean
from typing import List, NamedTuple

LONG, SHORT = 100_000, 500
WINDOW = 400


class Chapter(NamedTuple):
    title: str
    tokens: List[str]


def chapter(title, vocabulary, size):
    words = [f"{title[:2].lower()}{i}" for i in range(vocabulary)]
    return Chapter(title, list(islice(cycle(words), size)))


BOOK = [("Loomings", 90, LONG), ("Cetology", 70, SHORT), ("Midnight", 50, SHORT), ("Epilogue", 30, SHORT)]


def windowed_types(chap):
    """Mean number of types in a moving window."""
    starts = range(len(chap.tokens) - WINDOW + 1)
    return round(mean(len(set(chap.tokens[i:i + WINDOW])) for i in starts))


def richness(chapters, jobs=2):
    """Title -> types per window."""
    with multiprocessing.Pool(jobs) as pool:
        sizes = pool.imap_unordered(windowed_types, chapters)
        return {c.title: n for c, n in zip(chapters, sizes)}


def main():
    found = richness([chapter(*row) for row in BOOK])
    for title, n in found.items():
        print(f"{title:<10}{n:>4}")
    print("ok" if found == {t: v for t, v, _ in BOOK} else "types do not fit the chapters")


if __name__ == "__main__":
    main()
