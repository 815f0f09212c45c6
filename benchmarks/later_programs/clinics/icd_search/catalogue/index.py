"""An index of all words, built once when it is imported."""

from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor

from catalogue.codes import CODES

STOP_WORDS = {"due", "to", "of", "identified", "type"}


def words_of(code):
    words = {word.strip(".,").lower() for word in CODES[code].split()}
    return code, sorted(words - STOP_WORDS)


def _build():
    index = defaultdict(list)
    with ProcessPoolExecutor(max_workers=2) as executor:
        for code, words in executor.map(words_of, sorted(CODES)):
            for word in words:
                index[word].append(code)
    return dict(index)


INDEX = _build()


def search(text):
    """Codes with all the words of a text."""
    found = [set(INDEX.get(word, ())) for word in text.lower().split()]
    return sorted(set.intersection(*found)) if found else []
