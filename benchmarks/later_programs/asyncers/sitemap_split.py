"""Split huge sitemaps into files of bounded size and report the busiest sections."""
import itertools
import multiprocessing
import operator
import re
from collections import Counter
from typing import Dict, Iterable, Iterator, List, NamedTuple, Pattern

LOC: Pattern[str] = re.compile(r"<loc>https?://[^/]+(/[^<]*)</loc>")


class Part(NamedTuple):
    site: str
    number: int
    urls: List[str]


class Survey(NamedTuple):
    site: str
    parts: List[Part]
    sections: Dict[str, int]
    pattern: Pattern[str]


def sitemap(site: str, pages: int) -> str:
    sections = itertools.cycle(("news", "shop", "help", "shop"))
    rows = (f"<url><loc>https://{site}/{next(sections)}/p{number}</loc></url>" for number in range(pages))
    return "<urlset>" + "".join(rows) + "</urlset>"


def chunks(urls: Iterable[str], size: int) -> Iterator[List[str]]:
    urls = iter(urls)
    while True:
        chunk = list(itertools.islice(urls, size))
        if not chunk:
            return
        yield chunk


def survey(job) -> Survey:
    site, document, size = job

    def sections() -> Iterator[str]:
        for match in LOC.finditer(document):
            yield match.group(1).split("/")[1]

    def by_depth(url: str):
        return url.count("/"), url

    urls = sorted((match.group(1) for match in LOC.finditer(document)), key=by_depth)
    parts = [Part(site, number, chunk) for number, chunk in enumerate(chunks(urls, size))]
    busiest = sorted(Counter(sections()).items(), key=lambda item: -item[1])
    return Survey(site, parts, dict(busiest), LOC)


def jobs(size: int = 40):
    for site, pages in (("a.example", 130), ("b.example", 45), ("c.example", 0)):
        yield site, sitemap(site, pages), size


def main() -> None:
    with multiprocessing.Pool(processes=2) as pool:
        surveys = sorted(pool.imap_unordered(survey, jobs()), key=operator.attrgetter("site"))
    for result in surveys:
        top = next(iter(result.sections), "-")
        print(f"{result.site}: {len(result.parts)} parts, busiest section {top}")
        assert result.pattern.pattern == LOC.pattern
    print("urls:", sum(len(part.urls) for result in surveys for part in result.parts))


if __name__ == "__main__":
    main()
