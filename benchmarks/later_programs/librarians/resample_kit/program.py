"""Bootstrap the median waiting time at a ferry landing."""
from __future__ import annotations

import random
import statistics
from dataclasses import dataclass
from typing import Tuple

from mixins import Experiment, Progress, Summary


@dataclass(frozen=True)
class Survey:
    landing: str
    waits: Tuple[float, ...]


class MedianBootstrap(Progress, Summary, Experiment):
    label = "median wait"

    def __init__(self, survey: Survey, seed: int, **kwargs) -> None:
        super().__init__(**kwargs)
        self.survey = survey
        self.seed = seed

    def step(self, index: int) -> float:
        rng = random.Random(self.seed * 100_003 + index)
        sample = rng.choices(self.survey.waits, k=len(self.survey.waits))
        if self.tick() % 20 == 0:
            self.log(f"{self.finished} of {self.repeats} done")
        return statistics.median(sample)


def main() -> None:
    survey = Survey("north quay", (4.0, 11.5, 7.2, 3.9, 16.1, 8.8, 9.4, 5.0, 21.7, 6.3))
    bootstrap = MedianBootstrap(survey, seed=11, repeats=80)
    print(survey.landing, bootstrap.summarise(bootstrap.run()))


if __name__ == "__main__":
    main()
