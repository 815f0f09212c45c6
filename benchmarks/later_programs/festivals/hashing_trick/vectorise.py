"""The hashing trick: features without a vocabulary."""

from collections import defaultdict


class HashingVectoriser:
    def __init__(self, bits=18):
        self.size = 1 << bits

    def transform(self, text):
        """A sparse vector, as a dict from column to weight."""
        vector = defaultdict(float)
        for token in text.lower().split():
            column, sign = self._locate(token)
            vector[column] += sign
        return dict(vector)

    def _locate(self, token):
        code = hash(token)
        return code % self.size, 1.0 if code & 1 else -1.0


def cosine(a, b):
    dot = sum(weight * b.get(column, 0.0) for column, weight in a.items())
    norm = (sum(w * w for w in a.values()) * sum(w * w for w in b.values())) ** 0.5
    return dot / norm if norm else 0.0
