import urllib.request
from datetime import date


class Notice:
    def __init__(self, office, text, day):
        self.office = office
        self.text = text
        self.day = day

    def __str__(self):
        return "%s: %s (%s)" % (self.office, self.text, self.day)


def collect(base, office):
    """Fetch the current notice of one office."""
    with urllib.request.urlopen(base + "/notices/" + office, timeout=10) as answer:
        text = answer.read().decode("utf-8")
    return Notice(office, text.strip(), date.today().isoformat())


def summary(notices):
    yield "%d notices" % len(notices)
    for notice in sorted(notices, key=lambda n: n.office):
        yield "  " + str(notice)
