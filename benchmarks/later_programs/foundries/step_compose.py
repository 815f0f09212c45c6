"""Clean survey answers: a pipeline of small steps, composed once and applied to all answers."""

import functools
import re
from concurrent.futures import ProcessPoolExecutor
from typing import Callable, Iterable, List

Step = Callable[[str], str]

squeeze: Step = functools.partial(re.sub, r"\s+", " ")


def strip_tags(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


def compose(*steps: Step) -> Step:
    """One step that does all of these, the first one first."""
    return functools.reduce(lambda before, after: lambda text: after(before(text)), steps)


class Cleaner:
    def __init__(self, *steps: Step, workers: int = 2) -> None:
        self.step = compose(*steps)
        self.workers = workers

    def clean(self, answers: Iterable[str]) -> List[str]:
        with ProcessPoolExecutor(self.workers) as executor:
            return list(executor.map(self.step, answers))


def main() -> None:
    cleaner = Cleaner(strip_tags, squeeze, str.strip, str.capitalize)
    answers = ["  <b>very</b>   GOOD ", "no\tidea", "<p>ask   again</p>"]
    for answer in cleaner.clean(answers):
        print(answer)
    print("ok")


if __name__ == "__main__":
    main()
