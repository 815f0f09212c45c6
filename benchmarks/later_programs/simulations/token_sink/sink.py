"""The collecting end of the token stream."""
from collections import Counter


def collect(inbox, outbox, min_length):
    seen = Counter()
    for token in iter(inbox.get, None):
        if len(token) >= min_length:
            seen[token] += 1
    outbox.send(seen.most_common())
    outbox.close()
