import math
from concurrent.futures import ProcessPoolExecutor, as_completed

from loader import discover


def tone(length=32, gain=1.5):
    return [gain * math.sin(i / 3) for i in range(length)]


class Host:
    def __init__(self, jobs=2):
        self.jobs = jobs
        self.effects = discover()

    def apply(self, samples):
        done = {}
        with ProcessPoolExecutor(max_workers=self.jobs) as executor:
            futures = {
                executor.submit(effect, samples): name
                for name, effect in self.effects.items()
            }
            for future in as_completed(futures):
                done[futures[future]] = future.result()
        return done


def main():
    host = Host()
    print("effects:", ", ".join(host.effects))
    results = host.apply(tone())
    for name in sorted(results):
        print(f"{name:>8} peak {max(results[name]):.3f}")


if __name__ == "__main__":
    main()
