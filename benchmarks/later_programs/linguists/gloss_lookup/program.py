import argparse
from multiprocessing import Pool

import lexicon

DICTIONARY = """
ev      house
evler   house-PL
evde    house-LOC
kedi    cat
uyuyor  sleep-PROG
"""

SENTENCES = ["kedi evde uyuyor", "evler uyuyor", "Kedi evde"]


def entries(text):
    return [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]


def options(argv):
    ap = argparse.ArgumentParser()
    ap.add_argument("--unknown", default="[?]")
    ap.add_argument("sentences", nargs="*", default=SENTENCES)
    return ap.parse_args(argv)


def main(argv=()):
    opts = options(list(argv))
    setup = (entries(DICTIONARY), opts.unknown)
    lexicon.install(*setup)
    with Pool(2, lexicon.install, setup) as pool:
        glossed = pool.map(lexicon.interlinear, opts.sentences)
    print(*glossed, sep="\n\n")
    if glossed == list(map(lexicon.interlinear, opts.sentences)) and "house-LOC" in glossed[0]:
        print("ok")


if __name__ == "__main__":
    main()
