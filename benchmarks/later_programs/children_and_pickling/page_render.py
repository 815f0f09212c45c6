import asyncio
import html
import textwrap
from concurrent.futures import ProcessPoolExecutor

PAGES = {
    "index": "Welcome & hello. " * 20,
    "about": "We make <things>. " * 15,
    "terms": "No warranty; none at all. " * 30,
}


def render(title: str, body: str, width: int) -> str:
    filled = textwrap.fill(html.escape(body), width)
    return f"<h1>{html.escape(title)}</h1>\n<pre>{filled}</pre>"


class Site:
    def __init__(self, pages: dict, width: int = 60):
        self.pages = pages
        self.width = width
        self.output: dict = {}

    async def _one(self, executor, title: str) -> None:
        loop = asyncio.get_running_loop()
        body = self.pages[title]
        width = self.width
        job = lambda: render(title, body, width)
        self.output[title] = await loop.run_in_executor(executor, job)

    async def build(self, workers: int = 2) -> int:
        with ProcessPoolExecutor(workers) as executor:
            await asyncio.gather(*(self._one(executor, title) for title in self.pages))
        return sum(len(page) for page in self.output.values())


async def main() -> None:
    site = Site(PAGES)
    size = await site.build()
    print(f"{len(site.output)} pages, {size} characters")


if __name__ == "__main__":
    asyncio.run(main())
