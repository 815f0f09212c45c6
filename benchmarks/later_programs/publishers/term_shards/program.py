from __future__ import annotations

import tempfile
from multiprocessing import Pool
from pathlib import Path

from index import ShardedIndex, terms_of

COLLECTION = {
    1: "A compositor sets type by hand, letter after letter.",
    2: "The proof reader finds what the compositor has missed.",
    3: "Paper, ink and lead were all that a printer needed.",
    4: "Binders fold, sew, trim and cover the printed sheets.",
    5: "An editor shortens, an author lengthens.",
    6: "Every reader finds another misprint after publication.",
}


def parts(collection: dict[int, str], size: int) -> list[dict[int, str]]:
    numbers = sorted(collection)
    return [{n: collection[n] for n in numbers[i : i + size]} for i in range(0, len(numbers), size)]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = ShardedIndex(Path(folder))
        with Pool(2) as pool:
            written = pool.starmap(index.write, enumerate(parts(COLLECTION, 2)))
        print(sum(written), "documents indexed")

        lost = [
            (term, number)
            for number, text in COLLECTION.items()
            for term in sorted(terms_of(text))
            if number not in index.search(term)
        ]
        print("compositor is in", index.search("compositor"))
    for term, number in lost[:3]:
        print(f"{term} not found in document {number}")
    print(f"{len(lost)} postings missing" if lost else "ok")


if __name__ == "__main__":
    main()
