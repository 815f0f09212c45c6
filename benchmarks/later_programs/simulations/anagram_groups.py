"""Group a word list into anagram classes."""
from collections import defaultdict
from multiprocessing import Pool

WORDS = """listen silent enlist inlets tinsel stone notes onset tones
least slate stale steal tales google banana rates stare tears aster""".split()


def signature(word):
    return "".join(sorted(word))


def classify(chunk):
    groups = defaultdict(set)
    for word in chunk:
        groups[signature(word)].add(word)
    return dict(groups)


def chunks(items, size):
    return [items[i:i + size] for i in range(0, len(items), size)]


class Collector:
    def __init__(self):
        self.groups = defaultdict(set)
        self.errors = []

    def merge(self, part):
        for key, words in part.items():
            self.groups[key] |= words

    def run(self, words, size=4):
        with Pool(2) as pool:
            for chunk in chunks(words, size):
                pool.apply_async(classify, (chunk,), callback=self.merge, error_callback=self.errors.append)
            pool.close()
            pool.join()
        if self.errors:
            raise self.errors[0]
        return self.groups


def main():
    groups = Collector().run(WORDS)
    for key, words in sorted(groups.items()):
        print(key, *sorted(words))
    print("ok" if groups == classify(WORDS) else "wrong")


if __name__ == "__main__":
    main()
