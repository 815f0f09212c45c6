"""Pictures of brick models for the building instructions, one step per picture."""
import multiprocessing
import sys

from renderer import render_step
from model import FIRE_TRUCK


class StepBook:
    def __init__(self, model, jobs=2):
        self.model = model
        self.jobs = jobs
        self.pictures = {}

    def build(self):
        with multiprocessing.Pool(self.jobs) as pool:
            for number, picture in pool.imap_unordered(render_step, enumerate(self.model, 1)):
                self.pictures[number] = picture
        return self

    def missing(self):
        return [n for n in range(1, len(self.model) + 1) if n not in self.pictures]

    def show(self):
        for number in sorted(self.pictures):
            print(f"step {number}")
            print(self.pictures[number])


def main():
    book = StepBook(FIRE_TRUCK).build()
    book.show()
    for number in book.missing():
        print("no picture of step", number, file=sys.stderr)
    print("ok")


if __name__ == "__main__":
    main()
