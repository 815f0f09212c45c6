"""Words that occur next to a keyword, gathered by one process per keyword."""
import multiprocessing
from functools import partial

SENTENCES = [
    "the river bank was green",
    "a bank of fog over the river",
    "the bank raised the interest rate",
    "interest in the river trade",
]
KEYWORDS = ("bank", "river", "interest")


def neighbours(word, sentence):
    tokens = sentence.split()
    for position, token in enumerate(tokens):
        if token == word:
            yield from tokens[max(0, position - 1):position] + tokens[position + 1:position + 2]


def gather(table, totals, sentences, word):
    for sentence in sentences:
        for other in neighbours(word, sentence):
            table[word].append(other)
            summary = totals[word]
            summary[other] = summary.get(other, 0) + 1
            totals[word] = summary
    return word


def reference():
    return {k: [n for s in SENTENCES for n in neighbours(k, s)] for k in KEYWORDS}


def main():
    with multiprocessing.Manager() as manager:
        table = manager.dict({word: manager.list() for word in KEYWORDS})
        totals = manager.dict({word: {} for word in KEYWORDS})
        with multiprocessing.Pool(2) as pool:
            done = pool.map(partial(gather, table, totals, SENTENCES), KEYWORDS)
        found = {word: list(table[word]) for word in done}
        sums = {word: sum(totals[word].values()) for word in done}
    expected = reference()
    for word in KEYWORDS:
        print(word, "->", " ".join(found[word]))
    print("ok" if found == expected and sums == {k: len(v) for k, v in expected.items()} else "wrong")


if __name__ == "__main__":
    main()
