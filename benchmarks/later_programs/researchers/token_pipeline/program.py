"""Bigram counts of a corpus, counted by two processes."""
import multiprocessing
import sys
from collections import Counter
from itertools import cycle

from counter import count_bigrams
from protocol import END_OF_CORPUS, Sentence

TEXT = """the rain in spain
the rain stays in the plain
in spain the plain is dry"""


class Pipeline:
    def __init__(self, context, counters=2):
        self.outbox = context.Queue()
        self.inboxes = [context.Queue() for _ in range(counters)]
        self.counters = [
            context.Process(target=count_bigrams, args=(inbox, self.outbox), daemon=True)
            for inbox in self.inboxes
        ]

    def __enter__(self):
        for process in self.counters:
            process.start()
        return self

    def __exit__(self, *exc_info):
        for process in self.counters:
            process.join()

    def feed(self, sentences):
        for sentence, inbox in zip(sentences, cycle(self.inboxes)):
            inbox.put(sentence)
        for inbox in self.inboxes:
            inbox.put(END_OF_CORPUS)

    def collect(self):
        return sum((self.outbox.get() for _ in self.counters), Counter())


def main():
    sentences = [Sentence(i, line) for i, line in enumerate(TEXT.splitlines())]
    with Pipeline(multiprocessing.get_context()) as pipeline:
        pipeline.feed(sentences)
        bigrams = pipeline.collect()
    print(bigrams.most_common(3), file=sys.stderr)
    print("ok" if bigrams["the", "rain"] == 2 else "wrong counts")


if __name__ == "__main__":
    main()
