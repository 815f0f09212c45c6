"""Index a handful of abstracts and answer two queries."""
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import groupby
from multiprocessing import Manager

from store import PostingStore, shelf

ABSTRACTS = {
    1: "galaxy rotation curves and dark matter halos",
    2: "stellar streams trace dark matter",
    3: "radio emission of a distant galaxy",
    4: "curves of growth for stellar lines",
}


def pairs_by_shelf(documents):
    pairs = sorted(((term, doc) for doc, text in documents.items() for term in text.split()), key=lambda p: p[0])
    return [list(group) for _, group in groupby(pairs, key=lambda p: shelf(p[0]))]


def index_shelf(store, pairs):
    for term, doc in pairs:
        store.add(term, doc)
    store.finish(shelf(pairs[0][0]))
    return len(pairs)


def main():
    groups = pairs_by_shelf(ABSTRACTS)
    with Manager() as manager:
        store = PostingStore(manager)
        with ProcessPoolExecutor(max_workers=2) as executor:
            written = sum(executor.map(partial(index_shelf, store), groups))
        finished = sorted(store.done)
        answers = {term: store.lookup(term) for term in ("galaxy", "dark")}
        size = store.size()
    print(f"{written} postings in {len(finished)} shelves, index holds {size}")
    print("ok" if size == written and answers == {"galaxy": [1, 3], "dark": [1, 2]} else "wrong")


if __name__ == "__main__":
    main()
