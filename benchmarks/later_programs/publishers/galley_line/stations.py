"""What happens to a galley on its way."""
from collections import Counter

from signals import LAST


def normalise(text):
    return " ".join(text.split())


def words_of(galley):
    for word in galley.lower().split():
        yield word.strip(".,;")


def count(inbox, outbox):
    """Counts the words of each galley."""
    while True:
        galley = inbox.get()
        if galley is LAST:
            outbox.put(None)
            return
        counts = Counter(words_of(galley))
        outbox.put(list(counts.items()))
        outbox.put(sum(1 for _ in words_of(galley)))


def clean(inbox, outbox):
    for galley in iter(inbox.get, None):
        outbox.put((normalise, galley))
    outbox.put((None, LAST))


def apply(inbox, outbox):
    while True:
        work, galley = inbox.get()
        if galley is LAST:
            outbox.put(LAST)
            break
        outbox.put(work(galley))
