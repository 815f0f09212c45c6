"""Keyword in context: shows every place of a word with what stands around it."""
import argparse
import concurrent.futures
import functools
import itertools

TEXTS = {
    "preface": "this book was printed in a small town by a printer who loved a good book",
    "chapter": "no book is ever finished said the printer and began with the next book",
    "index": "a list of words without any context",
}


def snippets(keyword, title, width=3):
    words = TEXTS[title].split()
    for position, word in enumerate(words):
        if word == keyword:
            before = " ".join(words[max(0, position - width) : position])
            after = " ".join(words[position + 1 : position + 1 + width])
            yield title, f"{before:>25} [{word}] {after}"


def search(keyword, titles, workers):
    with concurrent.futures.ProcessPoolExecutor(workers) as executor:
        found = executor.map(functools.partial(snippets, keyword), titles)
        return list(itertools.chain.from_iterable(found))


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("keyword", nargs="?", default="book")
    parser.add_argument("-j", "--workers", type=int, default=2)
    options = parser.parse_args(arguments)

    hits = search(options.keyword, sorted(TEXTS), options.workers)
    for title, line in hits:
        print(f"{title:10}{line}")
    print("ok" if len(hits) == 4 else f"{len(hits)} hits")


if __name__ == "__main__":
    main()
