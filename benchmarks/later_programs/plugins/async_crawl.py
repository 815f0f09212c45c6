"""Parses archived pages without blocking the event loop; workers report their progress."""
import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Dict, List

ARCHIVE: Dict[str, str] = {
    "index.html": '<a href="a.html">A</a> <a href="b.html">B</a>',
    "a.html": '<p>no links here</p>',
    "b.html": '<a href="index.html">back</a><a name="x">anchor</a>',
}


class LinkParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: List[str] = []

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.links.append(href)


def parse_page(name, html, progress):
    parser = LinkParser()
    parser.feed(html)
    with progress.get_lock():
        progress.value += 1
    return name, parser.links


@dataclass
class Crawl:
    executor: ProcessPoolExecutor

    async def run(self, archive):
        loop = asyncio.get_running_loop()
        progress = multiprocessing.Value("i", 0)
        jobs = [
            loop.run_in_executor(self.executor, parse_page, name, html, progress)
            for name, html in archive.items()
        ]
        pages = dict(await asyncio.gather(*jobs))
        return pages, progress.value


def main():
    with ProcessPoolExecutor(max_workers=2) as executor:
        pages, done = asyncio.run(Crawl(executor).run(ARCHIVE))
    good = done == len(ARCHIVE) and pages["b.html"] == ["index.html"] and not pages["a.html"]
    print("ok" if good else "wrong")


if __name__ == "__main__":
    main()
