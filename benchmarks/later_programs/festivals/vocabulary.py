"""The vocabulary of a corpus, each document read by a worker."""

from collections import Counter
from multiprocessing import Pool

CORPUS = {
    "a.txt": "the cat sat on the mat",
    "b.txt": "the dog sat on the log",
    "c.txt": "a cat and a dog",
}
STOPWORDS = frozenset("a the on and".split())


class Tokenizer:
    def __init__(self, stopwords=STOPWORDS, min_count=1):
        self.stopwords = stopwords
        self.min_count = min_count

    def counts(self, text):
        found = Counter(text.split())
        return {word: n for word, n in found.items() if word not in self.stopwords and n >= self.min_count}

    def vocabulary(self, text):
        """The words that count."""
        return self.counts(text).keys()


def words_of(name):
    return Tokenizer().vocabulary(CORPUS[name])


def main():
    vocabulary = set()
    with Pool(2) as pool:
        for words in pool.map(words_of, sorted(CORPUS)):
            vocabulary |= words
    print(sorted(vocabulary))
    print("ok")


if __name__ == "__main__":
    main()
