from types import MappingProxyType

ENTRIES = MappingProxyType({})
FALLBACK = "???"


def install(pairs, fallback):
    """Fill this module's lexicon in the process that calls it."""
    global ENTRIES, FALLBACK
    ENTRIES = MappingProxyType(dict(pairs))
    FALLBACK = fallback


def gloss(form):
    return ENTRIES.get(form.casefold(), FALLBACK)


def interlinear(sentence):
    forms = sentence.split()
    glosses = [gloss(f) for f in forms]
    widths = [max(map(len, pair)) for pair in zip(forms, glosses)]
    rows = (" ".join(x.ljust(n) for x, n in zip(row, widths)).rstrip() for row in (forms, glosses))
    return "\n".join(rows)
