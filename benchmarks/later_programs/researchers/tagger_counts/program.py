"""Tag a toy corpus, one process per document, and report coverage."""
import multiprocessing as mp
import sys
from typing import NamedTuple

import telemetry

LEXICON = {"the": "DET", "cat": "NOUN", "dog": "NOUN", "sees": "VERB", "runs": "VERB", "a": "DET"}


class Document(NamedTuple):
    name: str
    text: str


CORPUS = [
    Document("fable-1", "the cat sees a dog"),
    Document("fable-2", "a dog runs home"),
    Document("fable-3", "the gnu sees the cat"),
]


def tag(document):
    tags = [LEXICON.get(word, "X") for word in document.text.split()]
    telemetry.record(len(tags), tags.count("X"))
    return tags


def run(corpus):
    workers = {doc.name: mp.Process(target=tag, args=(doc,), name=doc.name) for doc in corpus}
    for worker in workers.values():
        worker.start()
    for name, worker in workers.items():
        worker.join()
        if worker.exitcode:
            raise RuntimeError(f"{name} failed with exit code {worker.exitcode}")


def main():
    run(CORPUS)
    found = telemetry.summary()
    expected = sum(len(doc.text.split()) for doc in CORPUS)
    print(f"coverage: {found}", file=sys.stderr)
    if found["tokens"] == expected and found["unknown"] == 2:
        print("ok")
    else:
        print(f"counted {found['tokens']} of {expected} tokens")


if __name__ == "__main__":
    main()
