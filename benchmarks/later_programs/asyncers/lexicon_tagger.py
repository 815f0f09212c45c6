"""Tag the words of a text with their classes, using a lexicon that is loaded once in every worker."""
import argparse
import logging
import multiprocessing
import re
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger("tagger")

ENTRIES = {
    "the": "DET", "a": "DET", "ship": "NOUN", "harbour": "NOUN", "storm": "NOUN", "captain": "NOUN",
    "left": "VERB", "saw": "VERB", "reached": "VERB", "old": "ADJ", "grey": "ADJ", "before": "ADP", "in": "ADP",
}

LOG_BOOK = [
    "The old ship left the harbour before the storm.",
    "A grey captain saw the storm in the harbour.",
    "The captain reached a grey ship.",
]

_lexicon = {}


def write_lexicon(entries: dict) -> Path:
    """Write the lexicon in the exchange format and return where it is."""
    with tempfile.TemporaryDirectory(prefix="lexicon-") as folder:
        path = Path(folder) / "lexicon.tsv"
        path.write_text("".join(f"{word}\t{tag}\n" for word, tag in sorted(entries.items())), encoding="utf-8")
        log.info("%d entries in %s", len(entries), path)
        return path


def load_lexicon(path: Path) -> None:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, tag = line.rstrip("\n").split("\t")
            _lexicon[word] = tag


def tag(sentence: str) -> list:
    words = re.findall(r"[a-z]+", sentence.lower())
    return [(word, _lexicon.get(word, "X")) for word in words]


@contextmanager
def taggers(count: int, lexicon: Path):
    pool = multiprocessing.Pool(count, load_lexicon, (lexicon,))
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()


def main(argv=None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO if options.verbose else logging.WARNING)

    lexicon = write_lexicon(ENTRIES)
    classes: Counter = Counter()
    with taggers(options.jobs, lexicon) as pool:
        for tagged in pool.imap(tag, LOG_BOOK):
            classes.update(name for _, name in tagged)
    for name, count in classes.most_common():
        print(f"{name}\t{count}")


if __name__ == "__main__":
    main()
