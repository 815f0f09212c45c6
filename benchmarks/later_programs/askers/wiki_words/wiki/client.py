import re
import sys
import threading

from .travel import TravelLight

ARTICLES = {
    "Otter": "The [[otter]] eats [[fish]] and lives near the [[river]].",
    "Fish": "A [[fish]] lives in the [[river]], the [[lake]] or the [[sea]].",
    "Heron": "The [[heron]] stands in the [[lake]] and waits for [[fish]].",
}


class WikiClient(TravelLight):
    heavy = ("_lock", "_out")

    def __init__(self, language="en"):
        self.language = language
        self.unpack()

    def unpack(self):
        self._lock = threading.Lock()
        self._out = sys.stdout

    def _links(self, title):
        with self._lock:
            text = ARTICLES[title]
        for m in re.finditer(r"\[\[(\w+)\]\]", text):
            yield m.group(1)

    def links(self, title):
        return title, list(self._links(title))

    def say(self, *words):
        with self._lock:
            print(*words, file=self._out)
