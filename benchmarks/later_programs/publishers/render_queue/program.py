"""Renders the pages of a book in several processes and binds them in order."""
from multiprocessing import Queue

from worker import PageRenderer


def styles():
    return {
        "plain": str.strip,
        "running-head": lambda text: "The Voyage | " + text.strip(),
        "capitals": lambda text: text.strip().upper(),
    }


def render(page_count, style, workers=2):
    pages, rendered = Queue(), Queue()
    renderers = [PageRenderer(pages, rendered, style=style) for _ in range(workers)]
    for renderer in renderers:
        renderer.start()
    for number in range(1, page_count + 1):
        pages.put(number)
    for _ in renderers:
        pages.put(None)
    book = dict(rendered.get() for _ in range(page_count))
    for renderer in renderers:
        renderer.join()
        if renderer.exitcode != 0:
            raise RuntimeError(f"{renderer.name} ended with {renderer.exitcode}")
    return [book[number] for number in sorted(book)]


def main(style_name="running-head"):
    book = render(8, styles()[style_name])
    for page in book:
        print(page)
    print("ok" if book[0] == "The Voyage | page 1" else "wrong style")


if __name__ == "__main__":
    main()
