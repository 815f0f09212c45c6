import time
import threading
from multiprocessing import Pool


class RecipeFetcher:
    """Gets recipes from 'the web' (here just a dict so that you can run it)."""

    site = {
        "/pancakes": "flour, milk, eggs",
        "/salsa": "tomato, onion, chili",
        "/soup": "carrot, leek, stock, salt",
    }

    def __init__(self, delay):
        self.delay = delay
        self.cache = {}
        self.print_lock = threading.Lock()
        self.started = time.time()

    def say(self, *words):
        with self.print_lock:
            print("[%.1f]" % (time.time() - self.started), *words)

    def fetch(self, path):
        self.say("fetching", path)
        time.sleep(self.delay)
        ingredients = self.site[path].split(", ")
        return path, ingredients

    def fetch_all(self):
        with Pool(processes=3) as pool:
            answers = pool.map(self.fetch, list(self.site))
        for path, ingredients in answers:
            self.cache[path] = ingredients
        self.say("done with", len(self.cache), "recipes")


def main():
    fetcher = RecipeFetcher(0.1)
    fetcher.fetch_all()
    longest = max(fetcher.cache, key=lambda path: len(fetcher.cache[path]))
    print("most ingredients:", longest)
    if longest == "/soup":
        print("ok")


if __name__ == "__main__":
    main()
