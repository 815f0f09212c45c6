"""Extracts the outline of Markdown documents with one worker per document."""
import multiprocessing as mp
import re
from typing import Iterator, NamedTuple

HEADING = re.compile(r"^(#{1,6})\s+(.*)$")


class Heading(NamedTuple):
    depth: int
    title: str


DOCUMENTS = {
    "readme": "# Tool\ntext\n## Install\n## Usage\n",
    "guide": "# Guide\n### Details\n",
    "notes": "no headings\n",
}


def headings(text: str) -> Iterator[Heading]:
    for line in text.splitlines():
        match = HEADING.match(line)
        if match:
            yield Heading(len(match.group(1)), match.group(2).strip())


class Outliner:
    def __init__(self, workers: int = 2) -> None:
        self.workers = workers

    def outline(self, documents):
        with mp.Pool(self.workers) as pool:
            handles = {
                name: pool.apply_async(headings, (text,)) for name, text in documents.items()
            }
            return {name: list(handle.get(10)) for name, handle in handles.items()}


def main() -> None:
    found = Outliner().outline(DOCUMENTS)
    titles = [heading.title for heading in found["readme"] if heading.depth == 2]
    print("ok" if titles == ["Install", "Usage"] and found["notes"] == [] else "wrong")


if __name__ == "__main__":
    main()
