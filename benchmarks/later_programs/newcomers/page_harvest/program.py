"""Collect the links of the school's old home page (saved copies) before it is switched off."""
from concurrent.futures import ProcessPoolExecutor
from itertools import chain

import progress
from pages import harvest

PAGES = [
    '<h1>Start</h1><a href="/news">News</a> <a href="/staff">Staff</a>',
    '<p><a href="/news/1">Concert</a> <a name="top">top</a>',
    '<ul><li><a href="/staff/smith">Smith</a><li><a href="/staff/wong">Wong</a></ul>',
]


def main():
    with ProcessPoolExecutor(max_workers=2) as executor:
        links = list(chain.from_iterable(executor.map(harvest, PAGES)))
    for link in sorted(links):
        print(link)
    counted = progress.total()
    print("ok" if counted == len(links) else f"{counted} links counted, {len(links)} found")


if __name__ == "__main__":
    main()
