"""Index the card catalogue drawer by drawer."""
import argparse
import multiprocessing as mp

import settings
from indexing import index_drawer

LANGUAGES = {
    "de": ("der", "die", "das", "und", "eine"),
    "fr": ("les", "des", "une", "dans"),
}
DRAWERS = {
    "F": [("F 12", "Faust und Wagner"), ("F 13", "Die Farben der Pflanzen")],
    "M": [("M 01", "Das Meer und die Fische"), ("M 07", "Eine Reise nach Mainz")],
    "W": [("W 30", "Der Wald"), ("W 31", "Wolken und Winde")],
}


def merged(parts):
    whole = {}
    for _, index in parts:
        for word, shelfmarks in index.items():
            whole.setdefault(word, set()).update(shelfmarks)
    return whole


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=LANGUAGES, default="de")
    options = parser.parse_args(argv)
    settings.STOPWORDS.update(LANGUAGES[options.language])
    with mp.Pool(processes=2) as pool:
        index = merged(pool.imap(index_drawer, DRAWERS.items()))
    unwanted = sorted(word for word in index if word in settings.STOPWORDS)
    print(len(index), "keywords")
    print("ok" if not unwanted else f"stop words in the index: {unwanted}")


if __name__ == "__main__":
    main()
