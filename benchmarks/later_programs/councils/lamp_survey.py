"""A survey of the street lamps, section by section."""
import asyncio
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context


@dataclass
class Survey:
    threshold: float
    seen: int = 0
    faults: dict = field(default_factory=dict)

    def inspect(self, section):
        name, readings = section
        dark = [lamp for lamp, lux in enumerate(readings) if lux < self.threshold]
        if dark:
            self.faults[name] = dark
        self.seen += len(readings)
        return len(dark)

    @property
    def summary(self):
        return ", ".join(f"{name} {lamps}" for name, lamps in sorted(self.faults.items()))


SECTIONS = {"Bridge": [8.1, 0.2, 7.7], "Park": [5.0, 5.1], "Tunnel": [0.0, 0.1, 9.0]}


async def walk(survey):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        jobs = [loop.run_in_executor(executor, survey.inspect, item) for item in SECTIONS.items()]
        return sum(await asyncio.gather(*jobs))


def main():
    survey = Survey(threshold=1.0)
    dark = asyncio.run(walk(survey))
    found = sum(len(lamps) for lamps in survey.faults.values())
    if dark != found:
        sys.exit(f"{dark} faults were seen, {found} are on the list: {survey.summary}")
    print(survey.summary)
    print("ok")


if __name__ == "__main__":
    main()
