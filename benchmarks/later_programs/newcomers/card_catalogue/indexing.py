"""Turn catalogue cards into keyword indexes."""
import re
from collections import defaultdict

import settings


def keywords(title):
    for word in re.findall(r"\w+", title.lower()):
        if len(word) >= settings.MINIMUM_LENGTH and word not in settings.STOPWORDS:
            yield word


def index_drawer(drawer):
    letter, cards = drawer
    index = defaultdict(set)
    for shelfmark, title in cards:
        for word in keywords(title):
            index[word].add(shelfmark)
    return letter, dict(index)
