from itertools import product

SPELLINGS = {"u": "uv", "v": "uv", "i": "iy", "j": "ij", "s": "s"}


def variants(word):
    choices = (SPELLINGS.get(c, c) for c in word)
    return word, sorted(map("".join, product(*choices)))


def attested(corpus, word):
    return [v for v in variants(word)[1] if v in corpus]
