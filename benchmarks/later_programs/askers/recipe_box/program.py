import re
from dataclasses import dataclass, field
from multiprocessing import Pool
from typing import List

from book import BOOK
from say import die, info


@dataclass
class Recipe:
    title: str
    items: List[str] = field(default_factory=list)

    def needs(self, what):
        return any(what in i for i in self.items)


def title_of(html, page):
    m = re.search("<title>(.+?)</title>", html)
    if m is None:
        die("page %r has no title" % page)
    return m.group(1)


def read_page(page):
    html = BOOK[page]
    recipe = Recipe(title_of(html, page))
    recipe.items = re.findall("<li>(.+?)</li>", html)
    return recipe


def shopping_list(recipes):
    seen = []
    for r in recipes:
        for i in r.items:
            if i not in seen:
                seen.append(i)
    return seen


if __name__ == "__main__":
    pages = list(BOOK)
    if not pages:
        die("the book is empty", 1)
    with Pool(2) as pool:
        recipes = pool.map(read_page, pages)
    info("%d recipes, %d with milk" % (len(recipes), sum(r.needs("milk") for r in recipes)))
    for line in shopping_list(recipes):
        info("buy " + line)
