"""Word counts of chapters, one process per chapter, collected into a concordance."""
import re
from collections import Counter
from multiprocessing import Process, Queue

CHAPTERS = {
    "one": "Call me what you will, said the printer, but call me.",
    "two": "The printer set the type, and the type set the tone.",
    "three": "What the type said, the printer said.",
}

WORD = re.compile(r"[a-z]+")


def count_words(title, text, results):
    counts = Counter(WORD.findall(text.lower()))
    for dull in ("the", "and", "me"):
        counts.pop(dull, None)
    results.put((title, counts.items()))


def collect(results, expected):
    concordance = {}
    for _ in range(expected):
        title, counts = results.get()
        for word, count in counts:
            concordance.setdefault(word, {})[title] = count
    return concordance


def main():
    results = Queue()
    workers = []
    for title, text in CHAPTERS.items():
        worker = Process(target=count_words, args=(title, text, results))
        worker.start()
        workers.append(worker)

    concordance = collect(results, len(CHAPTERS))
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise SystemExit("a chapter could not be read")

    for word in sorted(concordance):
        where = ", ".join(f"{title} ({n})" for title, n in sorted(concordance[word].items()))
        print(f"{word}: {where}")
    print("ok" if concordance["printer"] == {"one": 1, "two": 1, "three": 1} else "wrong")


if __name__ == "__main__":
    main()
