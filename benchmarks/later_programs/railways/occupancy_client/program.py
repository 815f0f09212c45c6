import multiprocessing
import sys

from axlecounter import Evaluator
from link import EvaluatorLink


class SectionWatch(multiprocessing.Process):
    def __init__(self, address, sections):
        super().__init__()
        self.address = address
        self.sections = sections

    def run(self):
        link = EvaluatorLink.shared(self.address)
        for _ in range(40):
            for section in self.sections:
                link.axles(section)


def main():
    evaluator = Evaluator()
    address = evaluator.open()
    print("axles in 7:", EvaluatorLink.shared(address).axles(7))

    watches = [
        SectionWatch(address, range(first, first + 100)) for first in (100, 200, 300)
    ]
    for watch in watches:
        watch.start()
    for watch in watches:
        watch.join()
    failed = [watch.name for watch in watches if watch.exitcode]
    if failed:
        sys.exit("no occupancy from " + ", ".join(failed))
    print("ok")


if __name__ == "__main__":
    main()
