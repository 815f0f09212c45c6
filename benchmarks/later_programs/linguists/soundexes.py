"""Phonetic keys for surnames, compared side by side."""
import functools
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby

CODINGS = {}

DIGITS = {c: d for letters, d in [("bfpv", "1"), ("cgjkqsxz", "2"), ("dt", "3"),
                                  ("l", "4"), ("mn", "5"), ("r", "6")] for c in letters}

NAMES = ["Robert", "Rupert", "Ashcraft", "Tymczak", "Pfister", "Honeyman", "Lloyd", "Gauss"]


def coding(letters_only=True):
    """Register a coding under its function's name and normalise its input."""
    def register(fn):
        CODINGS[fn.__name__] = fn

        @functools.wraps(fn)
        def normalised(name):
            kept = filter(str.isalpha, name) if letters_only else name
            return fn("".join(kept).lower())
        return normalised
    return register


@coding()
def soundex(name):
    codes = (DIGITS.get(c, "") for c in name if c not in "hw")
    squeezed = "".join(k for k, _ in groupby(codes))
    tail = squeezed[1:] if DIGITS.get(name[0]) else squeezed
    return (name[0].upper() + tail + "000")[:4]


@coding(letters_only=False)
def skeleton(name):
    return name[:1] + "".join(c for c in name[1:] if c not in "aeiouy'")


def columns(names):
    with ProcessPoolExecutor(2) as pool:
        return {label: list(pool.map(fn, names)) for label, fn in CODINGS.items()}


def main():
    cols = columns([n.lower() for n in NAMES])
    for row in zip(NAMES, *cols.values()):
        print("{:<10} {:<6} {}".format(*row))
    print("ok" if soundex("O'Hara") == "O600" else "odd key")


if __name__ == "__main__":
    main()
