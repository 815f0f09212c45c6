# exported from my notebook, cells joined by hand
import multiprocessing as mp
import re
from collections import Counter

POEM = """
the fog comes on little cat feet
it sits looking over harbor and city
on silent haunches and then moves on
""".strip().splitlines()

VOWELS = set("aeiouy")


def tokens(line):
    return re.findall(r"[a-z]+", line.lower())


def table(rows):
    width = max(len(str(row[0])) for row in rows)
    return "\n".join(f"{str(a):<{width}}  {b}" for a, b in rows)


if __name__ == "__main__":
    print("lines:", len(POEM))
    pool = mp.Pool(processes=2)

    words = [w for line in POEM for w in tokens(line)]
    print(table(Counter(words).most_common(3)))

    def syllables(word):
        groups = re.findall(r"[aeiouy]+", word)
        return max(1, len(groups) - word.endswith("e"))

    counts = pool.map(syllables, words)
    pool.close()
    pool.join()

    print(table(sorted(zip(words, counts), key=lambda r: -r[1])[:5]))
    print("syllables:", sum(counts))
