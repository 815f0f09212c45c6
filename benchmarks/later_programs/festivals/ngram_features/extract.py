"""From a document to the counts of its n-grams."""

import re
from collections import Counter

from options import options

WORD = re.compile(r"[A-Za-z']+")


def tokens(text):
    words = WORD.findall(text)
    if options.lowercase:
        words = [word.lower() for word in words]
    return [word for word in words if len(word) >= options.min_length]


def ngrams(words, size):
    return zip(*(words[i:] for i in range(size)))


def extract(text):
    words = tokens(text)
    counts = Counter()
    for size in options.sizes:
        counts.update(" ".join(gram) for gram in ngrams(words, size))
    return counts
