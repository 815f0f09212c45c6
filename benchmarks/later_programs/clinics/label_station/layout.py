"""The text of a tube label."""

import json
from types import SimpleNamespace

DEFAULTS = '{"hospital": "St. Brigid", "width": 28, "separator": "|"}'


def read_settings(text=DEFAULTS):
    return SimpleNamespace(**json.loads(text))


def centred(text, width):
    return text[:width].center(width)


def barcode(number):
    return "*" + "-".join("%02d" % int(c, 36) for c in number) + "*"
