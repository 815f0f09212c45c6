"""Starts the small sidecar processes of a service and collects their first report."""
import multiprocessing
from dataclasses import dataclass, field
from typing import Callable, Dict, List


@dataclass(frozen=True)
class SidecarSpec:
    name: str
    kind: str
    limits: Dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    sidecar: str
    healthy: bool


class Supervisor:
    def __init__(self, specs: List[SidecarSpec]) -> None:
        self.specs = specs
        self.reports = multiprocessing.SimpleQueue()
        self.children: Dict[str, multiprocessing.Process] = {}

    def entrypoint(self, spec: SidecarSpec) -> Callable[[], None]:
        reports = self.reports

        def check_memory() -> None:
            reports.put(Report(spec.name, spec.limits.get("mb", 0) >= 64))

        def check_disk() -> None:
            reports.put(Report(spec.name, spec.limits.get("gb", 0) >= 1))

        return check_memory if spec.kind == "memory" else check_disk

    def start(self) -> None:
        for spec in self.specs:
            child = multiprocessing.Process(target=self.entrypoint(spec), name=spec.name)
            child.start()
            self.children[spec.name] = child

    def wait(self) -> List[Report]:
        received = [self.reports.get() for _ in self.children]
        for name, child in self.children.items():
            child.join()
            if child.exitcode != 0:
                raise RuntimeError(f"sidecar {name} ended with {child.exitcode}")
        return received


SPECS = [
    SidecarSpec("log-shipper", "memory", {"mb": 128}),
    SidecarSpec("metrics-agent", "memory", {"mb": 64}),
    SidecarSpec("cache-warmer", "disk", {"gb": 2}),
]


def main() -> None:
    supervisor = Supervisor(SPECS)
    supervisor.start()
    reports = supervisor.wait()
    for report in sorted(reports, key=lambda item: item.sidecar):
        print(f"{report.sidecar}: {'healthy' if report.healthy else 'failing'}")
    print("ok" if all(report.healthy for report in reports) else "degraded")


if __name__ == "__main__":
    main()
