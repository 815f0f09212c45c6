"""Gloss a text in several processes which take turns at the terminal."""
import multiprocessing as mp
import sys
from itertools import islice
from typing import List

GLOSSES = {"ego": "1SG.NOM", "puellam": "girl-ACC.SG", "video": "see-PRS.1SG",
           "canis": "dog-NOM.SG", "aquam": "water-ACC.SG", "bibit": "drink-PRS.3SG"}

SENTENCES = ["ego puellam video", "canis aquam bibit", "ego canis", "puellam video", "aquam bibit"]


def batched(items, size):
    it = iter(items)
    return iter(lambda: list(islice(it, size)), [])


def gloss(sentence):
    return " ".join(GLOSSES.get(w, "?") for w in sentence.split())


def gloss_all(batch, turn):
    for sentence in batch:
        line = f"{sentence}\n{gloss(sentence)}\n"
        with turn:
            sys.stdout.write(line)
            sys.stdout.flush()


def begin(sentences, size) -> List[mp.Process]:
    turn = mp.Lock()
    procs = [mp.Process(target=gloss_all, args=(batch, turn))
             for batch in batched(sentences, size)]
    for p in procs:
        p.start()
    return procs


def finish(procs):
    for p in procs:
        p.join()
    return [p.exitcode for p in procs]


def main():
    codes = finish(begin(SENTENCES, 2))
    if any(codes):
        sys.exit(f"glossers ended with {codes}")
    print("ok")


if __name__ == "__main__":
    main()
