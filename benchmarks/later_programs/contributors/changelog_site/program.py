"""Build the change log page of a project."""
import argparse
from concurrent.futures import Executor, ProcessPoolExecutor

import render
from settings import Settings

COMMITS = [
    ("fix", 31, "Do not crash on empty input"),
    ("feat", 28, "Add --json"),
    ("fix", 35, "Close the socket"),
    ("docs", 36, "Explain --json"),
]


class Site:
    def __init__(self, settings, executor: Executor):
        self.settings = settings
        self.executor = executor

    def page(self):
        lines = self.executor.map(render.render_commit, COMMITS)
        return "\n".join(["# " + self.settings.project, *render.assemble(lines)])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--project", default="tinyserve")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()

    settings = Settings.load(args.project)
    render.activate(settings)
    with ProcessPoolExecutor(max_workers=args.jobs) as executor:
        page = Site(settings, executor).page()
    print(page)
    print("ok" if page.count("## ") == 3 else "page is incomplete")


if __name__ == "__main__":
    main()
