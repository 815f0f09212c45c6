import re

WORD = re.compile(r"[a-z]+")
ENDINGS = ("ization", "ational", "ness", "ing", "ly", "s")


def tokens(text):
    for match in WORD.finditer(text.lower()):
        yield match.group()


def stemmed(words):
    for word in words:
        ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) > 2), "")
        yield word[: len(word) - len(ending)]


def distinct(words):
    return sorted(set(words))
