import math
from collections import Counter
from dataclasses import dataclass, field

from utils import tokenise, windows


def trigrams(sentence):
    return windows(3, tokenise(sentence))


@dataclass
class Model:
    counts: Counter = field(default_factory=Counter)

    def learn(self, runs):
        self.counts.update(runs)
        return self

    def surprisal(self, run):
        return -math.log2((self.counts[run] + 1) / (sum(self.counts.values()) + len(self.counts)))
