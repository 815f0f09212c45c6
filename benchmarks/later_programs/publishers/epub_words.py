# Counts the words of each chapter of an e-book.
import os
import re
import tempfile
import zipfile
from concurrent.futures import ProcessPoolExecutor

CHAPTERS = {
    "OEBPS/chapter1.xhtml": "<p>It was a dark night.</p><p>Nobody spoke.</p>",
    "OEBPS/chapter2.xhtml": "<p>The morning came, and with it the post.</p>",
    "OEBPS/chapter3.xhtml": "<p>He read the letter twice.</p>",
}


def make_sample(path):
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        for name, body in CHAPTERS.items():
            book.writestr(name, "<html><body>" + body + "</body></html>")


def count_words(book, chapter):
    markup = book.read(chapter).decode("utf-8")
    text = re.sub(r"<[^>]+>", " ", markup)
    return chapter, len(text.split())


def main():
    fd, path = tempfile.mkstemp(suffix=".epub")
    os.close(fd)
    make_sample(path)
    totals = {}
    try:
        with zipfile.ZipFile(path) as book, ProcessPoolExecutor(2) as executor:
            chapters = [name for name in book.namelist() if name.endswith(".xhtml")]
            futures = [executor.submit(count_words, book, chapter) for chapter in chapters]
            for future in futures:
                chapter, words = future.result()
                totals[chapter] = words
    finally:
        os.remove(path)

    for chapter in sorted(totals):
        print(chapter, totals[chapter])
    if sum(totals.values()) == 20:
        print("ok")


if __name__ == "__main__":
    main()
