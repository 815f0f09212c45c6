"""Checks pages in a pool and collects what is wrong with them, whatever it is."""
import urllib.error
from multiprocessing import Pool

from faults import CopyError, Duplicate, Misspelt, Missing, TooLong, Unreadable

PAGES = {1: "a good page", 2: "teh page", 3: None, 4: "a good page", 5: "#", 6: "words " * 20, 7: "remote"}


def fetch(page):
    """Pages that are elsewhere are not there today."""
    try:
        raise urllib.error.HTTPError("http://press.invalid/7", 404, "Not Found", None, None)
    except urllib.error.HTTPError as error:
        raise CopyError(f"page {page}: {error.code} {error.reason}") from None


def check(page):
    text = PAGES[page]
    if text is None:
        raise Missing(page=page, reason="never delivered")
    if text == "#":
        raise Unreadable(page)
    if text == "remote":
        fetch(page)
    if len(text) > 100:
        raise TooLong(page, len(text))
    if "teh" in text:
        raise Misspelt("teh", page)
    first = min(number for number, other in PAGES.items() if other == text)
    if first != page:
        raise Duplicate(page, first)
    return page


def main():
    kinds = {}
    with Pool(2) as pool:
        results = {page: pool.apply_async(check, (page,)) for page in PAGES}
        for page, result in results.items():
            try:
                result.get()
            except (CopyError, Unreadable) as error:
                kinds[page] = type(error).__name__
                print(f"{page}: {error}")
    assert kinds == {
        2: "Misspelt",
        3: "Missing",
        4: "Duplicate",
        5: "Unreadable",
        6: "TooLong",
        7: "CopyError",
    }, kinds
    print("ok")


if __name__ == "__main__":
    main()
