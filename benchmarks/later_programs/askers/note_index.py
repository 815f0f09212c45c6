"""word -> notes index for my text notes, so that I can find things again"""
import re
from multiprocessing import Manager, Pool

NOTES = {
    "garden.txt": "Plant the kiwi next to the shed. Water the beans.",
    "shopping.txt": "beans, kiwi, washing powder",
    "todo.txt": "paint the shed; call grandma",
    "ideas.txt": "kiwi jam? bean soup? paint on glass?",
}
STOP = {"the", "to", "on", "next"}


def words_of(text):
    words = set(re.findall(r"[a-z]+", text.lower()))
    return words - STOP


def index_note(index, name, text):
    n = 0
    for word in words_of(text):
        index.setdefault(word, []).append(name)
        n += 1
    return name, n


def build(manager, notes):
    index = manager.dict()
    work = [(index, name, text) for name, text in notes.items()]
    with Pool(2) as pool:
        for name, n in pool.starmap(index_note, work):
            print("%-14s %2d words" % (name, n))
    return index.copy()


def lookup(index, *words):
    """notes that contain all of the words"""
    hits = None
    for w in words:
        found = set(index.get(w, ()))
        hits = found if hits is None else hits & found
    return sorted(hits or ())


def main():
    with Manager() as manager:
        index = build(manager, NOTES)
    print(len(index), "different words")
    for query in (("kiwi",), ("paint", "shed")):
        hits = lookup(index, *query)
        print("+".join(query) + ":", len(hits), "notes", *hits)


if __name__ == "__main__":
    main()
