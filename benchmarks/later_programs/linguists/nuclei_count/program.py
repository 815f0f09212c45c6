import argparse
from multiprocessing import Pool
from operator import itemgetter

import orthography

PHRASE = "strc prst skrz krk, prsk vlk; zvlhl brk"
EXPECTED = {"strc": 1, "prst": 1, "skrz": 1, "krk": 1, "prsk": 1, "vlk": 1, "zvlhl": 2, "brk": 1}


def parse(argv=None):
    ap = argparse.ArgumentParser(description="Count syllable nuclei in a phrase.")
    ap.add_argument("--alphabet", default="czech", choices=sorted(orthography.ALPHABETS))
    ap.add_argument("--jobs", type=int, default=2)
    return ap.parse_args(argv)


def words(text):
    return [w.strip(",;.") for w in text.split()]


def table(rows):
    return "\n".join(f"{w:<8}{n}" for w, n in sorted(rows, key=itemgetter(1, 0)))


def main(argv=None):
    opts = parse(argv)
    orthography.choose(opts.alphabet)
    items = words(PHRASE)
    with Pool(opts.jobs) as pool:
        counts = dict(zip(items, pool.map(orthography.nuclei, items)))
    print(table(counts.items()))
    if counts == EXPECTED:
        print("ok")
    else:
        print("words without a nucleus:", sum(n == 0 for n in counts.values()))


if __name__ == "__main__":
    main([])
