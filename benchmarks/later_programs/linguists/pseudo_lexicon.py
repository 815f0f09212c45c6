"""Invent words until enough of them sound right."""
import random
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from itertools import islice
from operator import itemgetter

ONSETS = ("", "b", "br", "d", "dr", "k", "kl", "m", "p", "pl", "s", "st", "t", "tr")
RHYMES = ("a", "an", "ar", "e", "el", "en", "i", "in", "o", "on", "or", "u", "us")
KNOWN = ("element", "matron", "person", "stupor", "tremor", "minus", "paprika", "sultan", "pardon", "totem")
BAD = ("aa", "ee", "ii", "uu", "sds", "nm")
WANTED = 12


def syllable(rng):
    return rng.choice(ONSETS) + rng.choice(RHYMES)


def likeness(word):
    return max(SequenceMatcher(None, word, k).ratio() for k in KNOWN)


def inventions(seed):
    """Words of two or three syllables, unlike the known ones."""
    rng = random.Random(seed)
    while True:
        word = "".join(syllable(rng) for _ in range(rng.randint(2, 3)))
        if likeness(word) < 0.6:
            yield word


def score(word):
    clash = sum(word.count(b) for b in BAD)
    return word, 1.0 - clash - abs(len(word) - 6) / 10


def acceptable(scored, threshold=0.7):
    return (word for word, value in scored if value >= threshold)


def main():
    with ProcessPoolExecutor(max_workers=2) as pool:
        scored = pool.map(score, inventions(7), chunksize=16)
        lexicon = sorted(set(islice(acceptable(scored), WANTED)))
    print(*lexicon)
    print("initials:", "".join(sorted(set(map(itemgetter(0), lexicon)))))
    print("ok")


if __name__ == "__main__":
    main()
