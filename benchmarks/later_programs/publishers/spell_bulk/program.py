"""Corrects the pages of a book in a pool of processes and says what that took."""
import time
from multiprocessing import Pool

from lexicon import standard_lexicon

WORKERS = 2
PAGES = [["bacada", "tulibo", "pelaxa"[: 4 + page % 3], "somu"] for page in range(40)]


def correct(lexicon, number, words):
    fixed = [word if word in lexicon else lexicon.suggest(word) for word in words]
    return number, fixed, lexicon.index_id


def correct_book(lexicon, pages):
    corrected = {}
    indexes = set()
    with Pool(WORKERS) as pool:
        pending = [pool.apply_async(correct, (lexicon, number, words)) for number, words in enumerate(pages)]
        for each in pending:
            number, words, index_id = each.get()
            corrected[number] = words
            indexes.add(index_id)
    return [corrected[number] for number in sorted(corrected)], len(indexes)


def main():
    lexicon = standard_lexicon()
    began = time.perf_counter()
    book, indexes = correct_book(lexicon, PAGES)
    seconds = time.perf_counter() - began
    print(f"{len(book)} pages, {len(lexicon.frequencies)} words known, {seconds:.2f} s")
    if indexes > WORKERS:
        print(f"the lexicon was indexed {indexes} times for {len(book)} pages")
    else:
        print("ok")


if __name__ == "__main__":
    main()
