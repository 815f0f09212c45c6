"""Two dispatch lanes that assign parcels to the driver with the shortest round."""
import multiprocessing
from dataclasses import dataclass, field
from multiprocessing.context import BaseContext
from typing import Any, Dict, List, Optional, Tuple


@dataclass
class LaneSettings:
    drivers: Tuple[str, ...] = ("ana", "bo", "chi")
    lanes: int = 2
    start_method: str = "spawn"


@dataclass
class LaneRuntime:
    settings: LaneSettings
    ctx: BaseContext
    inbox: Any = field(default_factory=multiprocessing.Queue)
    outbox: Any = field(default_factory=multiprocessing.Queue)

    @classmethod
    def from_settings(cls, settings: LaneSettings) -> "LaneRuntime":
        return cls(settings, multiprocessing.get_context(settings.start_method))


def serve_lane(inbox, outbox, drivers: Tuple[str, ...]) -> None:
    load: Dict[str, int] = dict.fromkeys(drivers, 0)
    while True:
        parcel: Optional[Tuple[str, int]] = inbox.get()
        if parcel is None:
            return
        code, weight = parcel
        driver = min(load, key=load.__getitem__)
        load[driver] += weight
        outbox.put((code, driver))


class Dispatcher:
    def __init__(self, runtime: LaneRuntime) -> None:
        self.rt = runtime
        self.lanes: List[Any] = []

    def __enter__(self) -> "Dispatcher":
        for number in range(self.rt.settings.lanes):
            lane = self.rt.ctx.Process(
                name=f"lane-{number}",
                target=serve_lane,
                args=(self.rt.inbox, self.rt.outbox, self.rt.settings.drivers),
            )
            lane.start()
            self.lanes.append(lane)
        return self

    def assign(self, parcels: List[Tuple[str, int]]) -> Dict[str, str]:
        for parcel in parcels:
            self.rt.inbox.put(parcel)
        return dict(self.rt.outbox.get(timeout=5) for _ in parcels)

    def __exit__(self, *exc_info) -> None:
        for _ in self.lanes:
            self.rt.inbox.put(None)
        for lane in self.lanes:
            lane.join()
            assert lane.exitcode == 0, lane.name


def main() -> None:
    parcels = [(f"P{n:03}", 3 + n % 4) for n in range(12)]
    with Dispatcher(LaneRuntime.from_settings(LaneSettings())) as dispatcher:
        plan = dispatcher.assign(parcels)
    assert sorted(plan) == [code for code, _ in parcels]
    print("ok")


if __name__ == "__main__":
    main()
