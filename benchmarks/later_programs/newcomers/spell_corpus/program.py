"""Spelling check of pupils' essays, with the words of the current topic added to the dictionary."""
import argparse
import os
import tempfile
from functools import partial
from multiprocessing import Lock, Pool, Value

import dictionary

TOPICS = {"space": ["comet", "orbit"], "sea": ["whale", "tide"]}
ESSAYS = {
    "anna": "The cat sat on the komet",
    "ben": "The dog ran on the comet",
    "chris": "The cat ran on the orbit",
}
checked = None


def setup_worker(counter, *rest):
    global checked
    checked = counter
    dictionary.setup(*rest)


def check(essay, protocol):
    author, text = essay
    mistakes = dictionary.unknown(text)
    with dictionary.lock, open(protocol, "a", encoding="utf-8") as stream:
        for word in mistakes:
            print(author, word, file=stream)
    with checked.get_lock():
        checked.value += 1
    return len(mistakes)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topic", choices=TOPICS, default="space")
    words = TOPICS[parser.parse_args(argv).topic]
    counter = Value("i", 0)
    with tempfile.TemporaryDirectory(dir=".") as folder:
        protocol = os.path.join(folder, "mistakes.txt")
        with Pool(2, setup_worker, (counter, words, Lock())) as pool:
            mistakes = pool.map(partial(check, protocol=protocol), ESSAYS.items())
        with open(protocol, encoding="utf-8") as stream:
            lines = stream.read().splitlines()
    print(*lines, sep="\n")
    assert mistakes == [1, 0, 0] and lines == ["anna komet"], (mistakes, lines)
    assert counter.value == len(ESSAYS)
    print("ok")


if __name__ == "__main__":
    main()
