import re

from .decorators import measured

WORD = re.compile(r"[a-z]+", re.IGNORECASE)


@measured
def longest_word(line):
    return max(WORD.findall(line), key=len, default="")


@measured
def vowel_share(line):
    letters = "".join(WORD.findall(line)).lower()
    return sum(letter in "aeiou" for letter in letters) / max(1, len(letters))
