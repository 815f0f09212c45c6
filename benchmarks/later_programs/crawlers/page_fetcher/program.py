"""An asyncio front end that hands downloads to worker processes and waits where a host asks it to."""
import asyncio
import logging
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from fetcher import FetchError, RateLimited, download

log = logging.getLogger("front")

URLS = [
    "http://127.0.0.1/a",
    "http://127.0.0.1/missing/b",
    "http://127.0.0.1/busy/c",
    "http://127.0.0.1/d",
]


class Front:
    def __init__(self, executor, attempts=3):
        self.executor = executor
        self.attempts = attempts
        self.failures = {}

    async def fetch(self, url):
        loop = asyncio.get_running_loop()
        for attempt in range(1, self.attempts + 1):
            try:
                return await loop.run_in_executor(self.executor, download, url, attempt)
            except RateLimited as limit:
                log.info("%s again in %.2f s", url, limit.retry_after)
                await asyncio.sleep(limit.retry_after)
            except FetchError as error:
                self.failures[url] = error.status
                return None
        self.failures[url] = 429
        return None

    async def crawl(self, urls):
        bodies = await asyncio.gather(*map(self.fetch, urls))
        return {url: body for url, body in zip(urls, bodies) if body is not None}


def main():
    logging.basicConfig(level=logging.WARNING)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=context) as executor:
        front = Front(executor)
        pages = asyncio.run(front.crawl(URLS))
    print(f"{len(pages)} pages, failures: {front.failures}")
    print("ok")


if __name__ == "__main__":
    main()
