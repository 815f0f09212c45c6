"""Small full text index: documents are stemmed in parallel, then merged into one table."""
import functools
import multiprocessing
from collections import defaultdict

SUFFIXES = ("ations", "ation", "ings", "ing", "ies", "ers", "er", "ed", "es", "s")

DOCUMENTS = {
    1: "translators translating translations of printed books",
    2: "printing and binding books in small editions",
    3: "an edition is translated, printed and bound",
}


class remembered:
    """Keeps what a function returned, and says how often that helped."""

    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.results = {}
        self.hits = 0

    def __call__(self, argument):
        if argument in self.results:
            self.hits += 1
        else:
            self.results[argument] = self.function(argument)
        return self.results[argument]


def stem(word):
    word = word.strip(".,;").lower()
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


@remembered
def stems_of(text):
    return sorted({stem(word) for word in text.split()})


def merge(tables):
    index = defaultdict(set)
    for number, stems in tables:
        for each in stems:
            index[each].add(number)
    return index


def main():
    numbers = list(DOCUMENTS)
    with multiprocessing.Pool(2) as pool:
        stemmed = pool.map(stems_of, [DOCUMENTS[number] for number in numbers])
    index = merge(zip(numbers, stemmed))
    for query in ("printing", "books", "binding"):
        print(query, sorted(index.get(stem(query), ())))
    print("ok" if index["print"] == {1, 2, 3} else "incomplete index")


if __name__ == "__main__":
    main()
