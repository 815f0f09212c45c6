"""The lexicon of the spelling checker, with an index for suggestions."""
import itertools
import uuid
from collections import defaultdict


class Lexicon:
    """Words and their frequencies.  The index takes more room than they do, and is made anew rather than kept."""

    def __init__(self, frequencies):
        self.frequencies = frequencies
        self._make_index()

    def _make_index(self):
        self.index_id = uuid.uuid4().hex
        self.index = defaultdict(list)
        for word in self.frequencies:
            self.index[word[0], len(word)].append(word)

    def __getstate__(self):
        return {"frequencies": self.frequencies}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._make_index()

    def __contains__(self, word):
        return word in self.frequencies

    def suggest(self, word):
        near = self.index[word[0], len(word)]
        return max(near, key=lambda other: sum(map(str.__eq__, word, other)), default=word)


def standard_lexicon():
    """All words of consonant, vowel, consonant, vowel and so on that the old dictionary had."""
    syllables = ["".join(pair) for pair in itertools.product("bcdfglmnprst", "aeiou")]
    words = ["".join(parts) for parts in itertools.product(syllables, repeat=2)]
    words += ["".join(parts) for parts in itertools.product(syllables[::3], repeat=3)]
    return Lexicon({word: 1 + number % 97 for number, word in enumerate(words)})
