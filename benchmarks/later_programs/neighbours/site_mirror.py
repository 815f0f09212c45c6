"""Work out which pages of an old web site a mirror needs, link by link."""
from __future__ import annotations

import time
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Callable, Dict, List

SITE: Dict[str, List[str]] = {
    "/": ["/news", "/people", "/projects", "/about"],
    "/news": ["/news/2019", "/news/2020"],
    "/news/2019": [],
    "/news/2020": ["/news/2020/party"],
    "/news/2020/party": [],
    "/people": ["/people/ann", "/people/bob"],
    "/people/ann": [],
    "/people/bob": [],
    "/projects": ["/projects/kite"],
    "/projects/kite": ["/projects/kite/photos"],
    "/projects/kite/photos": [],
    "/about": [],
}


def fetch(path: str) -> List[str]:
    time.sleep(0.05)
    return SITE[path]


@dataclass
class Section:
    path: str
    bytes: int
    below: List["Section"] = field(default_factory=list)

    def total(self) -> int:
        return self.bytes + sum(section.total() for section in self.below)


class Mirror:
    """Reads sections with the executor that it is given."""

    def __init__(self, executor: Executor, fetch: Callable[[str], List[str]]) -> None:
        self.executor = executor
        self.fetch = fetch

    def read(self, path: str) -> Section:
        links = self.fetch(path)
        below = list(self.executor.map(self.read, links))
        return Section(path, 1000 + 10 * len(links), below)

    def start(self, path: str) -> Section:
        return self.executor.submit(self.read, path).result()


def main() -> None:
    with ThreadPoolExecutor(max_workers=3) as executor:
        site = Mirror(executor, fetch).start("/")
    print(site.total(), "bytes")
    print("ok")


if __name__ == "__main__":
    main()
