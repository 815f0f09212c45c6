"""Run every plug-in of the gallery over some pictures."""
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from gallery import discover

PICTURES = {"dawn": [10, 40, 90], "dusk": [80, 30, 5]}


class Gallery:
    def __init__(self, folder):
        self.filters = discover(folder)

    def render(self, pictures):
        jobs = []
        with ProcessPoolExecutor(2) as executor:
            for name, pixels in pictures.items():
                for filter_name, function in sorted(self.filters.items()):
                    jobs.append((name, filter_name, executor.submit(function, pixels)))
            return {(name, filter_name): job.result() for name, filter_name, job in jobs}


def main():
    gallery = Gallery(Path(__file__).parent / "plugins")
    rendered = gallery.render(PICTURES)
    for (name, filter_name), pixels in rendered.items():
        print(name, filter_name, pixels)
    print("ok")


if __name__ == "__main__":
    main()
