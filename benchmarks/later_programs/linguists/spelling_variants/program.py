from itertools import islice

from par import deferred, pmap
from variants import attested, variants

HEADWORDS = ["loue", "vpon", "ioy", "sunne", "heauen", "yuie"]
CORPUS = frozenset("love upon ioy joy sunne heaven heauen".split())


def main():
    sizes = {word: len(forms) for word, forms in pmap(variants, HEADWORDS)}
    first, *_ = list(islice(pmap(variants, HEADWORDS), 2))
    with deferred() as call:
        calls = {word: call(attested, CORPUS, word) for word in HEADWORDS}
    found = {word: c.get() for word, c in calls.items()}
    for word in HEADWORDS:
        print(f"{word:<8}{sizes[word]:>3}", *found[word])
    if first == ("loue", ["loue", "love"]) and found["vpon"] == ["upon"]:
        print("ok")


if __name__ == "__main__":
    main()
