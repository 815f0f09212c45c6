"""Reads the paper forms of the registration office after they were scanned and typed."""

from concurrent.futures import ProcessPoolExecutor

FIELDS = ("name", "street", "postcode", "moved_in")


class FormError(ValueError):
    pass


def parse(text):
    values = [part.strip() for part in text.split("/")]
    if len(values) != len(FIELDS):
        raise FormError("%d fields instead of %d" % (len(values), len(FIELDS)))
    return dict(zip(FIELDS, values))


def parse_all(texts, rule=None, workers=2):
    """Parse all forms; what a rule returns for each of them if there is one."""
    forms = [parse(text) for text in texts]
    if rule is None:
        return forms
    with ProcessPoolExecutor(workers) as executor:
        return list(executor.map(rule, forms))
