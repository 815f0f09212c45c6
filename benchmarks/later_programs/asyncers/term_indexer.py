"""In-memory term index for the help desk's articles, filled at service start."""
from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

STOP_WORDS = frozenset("a an and are for in is of on or the to with you your".split())

ARTICLES = {
    "kb1": "Reset the password of your account with the mobile app.",
    "kb2": "Your invoice is in the billing tab, and a copy is sent to the account owner.",
    "kb3": "The mobile app crashes on start: reset the cache.",
}


@dataclass(frozen=True)
class Posting:
    article: str
    position: int


class TermIndex:
    def __init__(self, minimum: int = 3) -> None:
        self.minimum = minimum
        self.terms: dict[str, list[Posting]] = defaultdict(list)

    def absorb(self, article: str, text: str) -> int:
        """Cut *text* into terms and enter them; the number of terms is returned."""
        count = 0
        for position, word in enumerate(re.findall(r"[a-z]+", text.lower())):
            if len(word) >= self.minimum and word not in STOP_WORDS:
                self.terms[word].append(Posting(article, position))
                count += 1
        return count

    def search(self, *words: str) -> set[str]:
        hits = [{posting.article for posting in self.terms.get(word, ())} for word in words]
        return set.intersection(*hits) if hits else set()

    def __len__(self) -> int:
        return len(self.terms)


async def fill(index: TermIndex, articles: dict[str, str], workers: int = 2) -> int:
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:

        async def absorb(item: tuple[str, str]) -> int:
            return await loop.run_in_executor(pool, index.absorb, *item)

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(absorb(item)) for item in articles.items()]
    return sum(task.result() for task in tasks)


async def main() -> None:
    index = TermIndex()
    entered = await fill(index, ARTICLES)
    print(f"{entered} postings entered")
    print(f"index holds {len(index)} terms")
    for query in (("mobile", "app"), ("account",)):
        found = sorted(index.search(*query))
        print(" ".join(query), "->", ", ".join(found) or "no article")


if __name__ == "__main__":
    asyncio.run(main())
