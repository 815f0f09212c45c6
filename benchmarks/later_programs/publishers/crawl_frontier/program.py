"""Breadth first crawl of a site with a limit that holds for all workers together."""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from frontier import visitor


class Crawl:
    def __init__(self, context, workers=2, limit=50):
        self.context = context
        self.workers = workers
        self.limit = limit
        self.visited = context.Value("i", 0)

    def run(self, start):
        known = {start}
        level = [start]
        fetch = visitor(self.visited, self.limit)
        with ProcessPoolExecutor(self.workers, mp_context=self.context) as executor:
            while level:
                found = set()
                for links in executor.map(fetch, level):
                    found.update(links)
                level = sorted(found - known)
                known.update(level)
        return known


def main():
    crawl = Crawl(multiprocessing.get_context())
    known = crawl.run("/")
    print(crawl.visited.value, "visited of", len(known))
    print("ok" if crawl.visited.value == 8 else "wrong")


if __name__ == "__main__":
    main()
