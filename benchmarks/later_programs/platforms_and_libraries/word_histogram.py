from collections import Counter
from concurrent import futures

WORKERS = 64
TEXTS = [
    "the quick brown fox jumps over the lazy dog",
    "she sells sea shells by the sea shore",
    "peter piper picked a peck of pickled peppers",
    "how much wood would a wood chuck chuck",
]


def histogram(text):
    return Counter(text.split())


class Corpus:
    def __init__(self, texts, workers=WORKERS):
        self.texts = list(texts)
        self.workers = workers

    def __len__(self):
        return len(self.texts)

    def count(self):
        total = Counter()
        with futures.ProcessPoolExecutor(max_workers=self.workers) as executor:
            pending = [executor.submit(histogram, text) for text in self.texts]
            for future in futures.as_completed(pending):
                total.update(future.result())
        return total


def main():
    corpus = Corpus(TEXTS * 20)
    total = corpus.count()
    for word, times in total.most_common(5):
        print(f"{word:10}{times:6}")
    print(len(corpus), "texts,", sum(total.values()), "words")
    print("ok")


if __name__ == "__main__":
    main()
