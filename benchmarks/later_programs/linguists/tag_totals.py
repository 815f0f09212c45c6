"""Add up part-of-speech tags over files, merging as the parts come in."""
from collections import Counter
from functools import partial
from multiprocessing import Pool

TAGS = ("NOUN", "VERB", "ADJ", "DET")

TAGGED = (
    "the/DET old/ADJ man/NOUN sleeps/VERB",
    "a/DET dog/NOUN barks/VERB loudly/ADV",
    "green/ADJ ideas/NOUN sleep/VERB",
    "the/DET ideas/NOUN bark/VERB",
)


def tag(pair):
    return pair.rpartition("/")[2]


def count(text):
    return Counter(map(tag, text.split()))


def merge(totals, part):
    for name, n in part.items():
        totals[name] = totals[name] + n


def run(texts, jobs):
    totals = dict.fromkeys(TAGS, 0)
    pool = Pool(jobs)
    try:
        parts = [pool.apply_async(count, (t,), callback=partial(merge, totals)) for t in texts]
        pool.close()
        sizes = [sum(p.get().values()) for p in parts]
    finally:
        pool.join()
    return totals, sizes


def main():
    totals, sizes = run(TAGGED, 2)
    for name in TAGS:
        print(f"{name:<5}{totals[name]:>4}")
    print("tokens", sum(sizes))
    print("ok")


if __name__ == "__main__":
    main()
