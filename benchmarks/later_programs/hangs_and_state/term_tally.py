"""Count terms in abstracts."""
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

ABSTRACTS = [
    "graph search on sparse graph data",
    "sparse linear algebra for graph methods",
    "search engines and ranking",
]


class TermTally:
    pattern = re.compile(r"[a-z]+")

    def __init__(self, stopwords=()):
        self.stopwords = frozenset(stopwords)
        self.counts = Counter()
        self.longest = ""

    def process(self, text):
        words = [w for w in self.pattern.findall(text.lower()) if w not in self.stopwords]
        self.counts.update(words)
        self.longest = max([self.longest, *words], key=len)
        return len(words)

    def run(self, texts, workers=2):
        with ProcessPoolExecutor(max_workers=workers) as ex:
            lengths = list(ex.map(self.process, texts))
        return sum(lengths)

    def top(self, n):
        return self.counts.most_common(n)


def main():
    tally = TermTally(stopwords=["on", "for", "and"])
    words = tally.run(ABSTRACTS)
    print(words, "words, longest", repr(tally.longest))
    print(tally.top(2))
    print("ok" if tally.counts["graph"] == 3 else "mismatch")


if __name__ == "__main__":
    main()
