"""Orthographies: which letters can carry a syllable."""
from functools import partial
from itertools import groupby
from typing import Dict

ALPHABETS: Dict[str, str] = {
    "latin": "aeiou",
    "czech": "aeiouylr",
    "finnish": "aeiouyåäö",
}

VOWELS = frozenset(ALPHABETS["latin"])
STRIP = str.maketrans("", "", ".,;:!?-")


def choose(name: str) -> None:
    """Select the alphabet for the whole run."""
    global VOWELS
    VOWELS = frozenset(ALPHABETS[name])


def is_nucleus(letter: str) -> bool:
    return letter in VOWELS


def nuclei(word: str) -> int:
    runs = groupby(word.lower().translate(STRIP), key=is_nucleus)
    return sum(1 for vocalic, _ in runs if vocalic)


longest = partial(max, key=nuclei)
