"""Naive Bayes with different amounts of smoothing."""

import math
from collections import Counter

from jobs import Job, run_all

SPAM = ["win money now", "money for free", "free free win"]
HAM = ["lunch at noon", "minutes for lunch", "now the minutes"]


class FitBayes(Job):
    def __init__(self, smoothing):
        super().__init__(f"bayes-{smoothing}")
        self.smoothing = smoothing

    def execute(self):
        spam, ham = self._counts(SPAM), self._counts(HAM)
        hits = sum(self._odds(text, spam, ham) > 0 for text in SPAM)
        hits += sum(self._odds(text, spam, ham) <= 0 for text in HAM)
        return hits / (len(SPAM) + len(HAM))

    def _counts(self, texts):
        return Counter(word for text in texts for word in text.split())

    def _odds(self, text, spam, ham):
        s = self.smoothing
        return sum(math.log((spam[word] + s) / (ham[word] + s)) for word in text.split())


def main():
    accuracies = run_all([FitBayes(smoothing) for smoothing in (0.1, 1.0)])
    known = [accuracy for accuracy in accuracies if accuracy is not None]
    print(f"{len(known)} of {len(accuracies)} accuracies")
    if len(known) == len(accuracies):
        print("ok")


if __name__ == "__main__":
    main()
