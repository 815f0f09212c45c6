"""Word filter of the bot. The list in here is only the start, every
channel has a file with more words."""
import re

BLOCKED = {"casino"}
WORD = re.compile(r"[a-z']+", re.I)


def load_list(path):
    added = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            word = line.split("#")[0].strip().lower()
            if word:
                BLOCKED.add(word)
                added += 1
    return added


def _star(match):
    word = match.group()
    if word.lower() in BLOCKED:
        return "*" * len(word)
    return word


def censor(message):
    return WORD.sub(_star, message)
