"""Inverted index that several indexing processes fill together."""
from string import ascii_lowercase


def shelf(term):
    return term[0].lower()


class PostingStore:
    """Postings grouped by initial letter: letter -> [(term, document), ...]."""

    def __init__(self, manager):
        self.postings = manager.dict({letter: [] for letter in ascii_lowercase})
        self.done = manager.list()

    def add(self, term, doc_id):
        self.postings[shelf(term)].append((term, doc_id))

    def finish(self, doc_id):
        self.done.append(doc_id)

    def lookup(self, term):
        return sorted(doc for t, doc in self.postings[shelf(term)] if t == term)

    def size(self):
        return sum(len(rows) for rows in self.postings.values())
