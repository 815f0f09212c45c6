"""Pull the links out of saved pages."""
from html.parser import HTMLParser

import progress


class LinkFinder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links = []

    def handle_starttag(self, tag, attrs):
        if tag == "a" and (href := dict(attrs).get("href")):
            self.links.append(href)


def harvest(page):
    finder = LinkFinder()
    finder.feed(page)
    progress.add(len(finder.links))
    return finder.links
