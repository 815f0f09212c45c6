"""The word list of the spelling check; each process loads its own."""
words = None
lock = None


def setup(extra, shared_lock):
    global words, lock
    words = {"the", "cat", "sat", "on", "mat", "dog", "ran"} | set(extra)
    lock = shared_lock


def unknown(sentence):
    return [word for word in sentence.lower().split() if word not in words]
