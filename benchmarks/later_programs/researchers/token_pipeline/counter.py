from collections import Counter

from protocol import END_OF_CORPUS


def incoming(inbox):
    while True:
        message = inbox.get()
        if message is END_OF_CORPUS:
            return
        yield message


def count_bigrams(inbox, outbox):
    bigrams = Counter()
    for sentence in incoming(inbox):
        words = sentence.words()
        bigrams.update(zip(words, words[1:]))
    outbox.put(bigrams)
