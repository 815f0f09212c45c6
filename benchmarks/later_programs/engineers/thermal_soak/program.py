"""Soak test: run all probes of the chamber and check that they settled."""
from dataclasses import dataclass, field

from rig import SENSORS

LAYOUT = [("tc", "shelf 1"), ("tc", "shelf 2"), ("rh", "exhaust")]


@dataclass
class Soak:
    samples: int = 120
    probes: list = field(default_factory=list)

    def install(self, layout):
        self.probes = [SENSORS[kind](label, self.samples) for kind, label in layout]

    def execute(self):
        for probe in self.probes:
            probe.start()
        for probe in self.probes:
            probe.join()
            if probe.exitcode:
                raise RuntimeError(f"{probe.label} ended with {probe.exitcode}")

    def settled(self, window=10):
        for probe in self.probes:
            tail = probe.readings[-window:]
            span = max(tail, default=0.0) - min(tail, default=0.0)
            yield probe, len(tail) == window and span < 5.0


def main():
    soak = Soak()
    soak.install(LAYOUT)
    soak.execute()
    verdicts = dict(soak.settled())
    for probe, good in verdicts.items():
        print(f"{probe.label:8s} {len(probe.readings):4d} {probe.unit:5s} {'settled' if good else 'drifting'}")
    print("ok" if all(verdicts.values()) else "soak failed")


if __name__ == "__main__":
    main()
