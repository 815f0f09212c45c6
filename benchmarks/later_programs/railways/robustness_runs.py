import dataclasses
import multiprocessing
import random
from typing import Iterator, List


@dataclasses.dataclass(frozen=True)
class RunSpec:
    index: int
    seed: int
    trains: int = 30

    def generator(self) -> random.Random:
        return random.Random(self.seed * 1_000_003 + self.index)


class SpecFactory:
    def __init__(self, seed: int):
        self.seed = seed

    def specs(self, count: int) -> Iterator[RunSpec]:
        for index in range(count):
            yield RunSpec(index, self.seed)


class DisruptionModel:
    """Every train either keeps its path or hands its delay to the next one."""

    def __init__(self, probability: float):
        self.probability = probability

    def knock_on(self, spec: RunSpec) -> float:
        generator = spec.generator()
        carried = total = 0.0
        for _ in range(spec.trains):
            if generator.random() < self.probability:
                carried += generator.uniform(1, 8)
            else:
                carried = max(0.0, carried - 3)
            total += carried
        return round(total, 3)


class Campaign:
    def __init__(self, pool, model: DisruptionModel):
        self.pool = pool
        self.model = model

    def execute(self, seed: int, count: int) -> List[float]:
        return self.pool.map(self.model.knock_on, SpecFactory(seed).specs(count))


def main() -> None:
    random.seed(11)
    with multiprocessing.get_context().Pool(2) as pool:
        campaign = Campaign(pool, DisruptionModel(0.2))
        seed = random.randrange(10_000)
        first = campaign.execute(seed, 12)
        again = campaign.execute(seed, 12)
    assert first == again
    assert len(set(first)) > 6
    print("ok")


if __name__ == "__main__":
    main()
