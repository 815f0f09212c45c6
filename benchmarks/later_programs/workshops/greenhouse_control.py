"""Keeps the climate of a greenhouse: one process per zone, stopped through one event."""

import dataclasses
import multiprocessing
import time
from multiprocessing.synchronize import Event


@dataclasses.dataclass
class Climate:
    target: float = 21.5
    hysteresis: float = 0.8
    zones: list = dataclasses.field(default_factory=lambda: ["ferns", "orchids"])


@dataclasses.dataclass
class ControlState:
    """What the parts of the controller share."""

    climate: Climate = dataclasses.field(default_factory=Climate)
    halt: Event = dataclasses.field(default_factory=multiprocessing.Event)
    started: float = dataclasses.field(default_factory=time.time)

    def uptime(self) -> float:
        return time.time() - self.started


STATE = ControlState()


def regulate(zone: str, target: float, hysteresis: float, halt: Event) -> None:
    temperature = 18.0
    while not halt.wait(0.02):
        if temperature < target - hysteresis:
            temperature += 0.9
        elif temperature > target + hysteresis:
            temperature -= 0.5
        else:
            break
    print(f"{zone}: settled at {temperature:.1f}")


def start_zone(zone: str) -> multiprocessing.Process:
    climate = STATE.climate
    process = multiprocessing.Process(
        target=regulate,
        args=(zone, climate.target, climate.hysteresis, STATE.halt),
        name=f"zone-{zone}",
    )
    process.start()
    return process


def main() -> None:
    # the driver of the relay board does not survive a fork
    multiprocessing.set_start_method("spawn")
    zones = [start_zone(zone) for zone in STATE.climate.zones]
    for process in zones:
        process.join(30)
        if process.exitcode != 0:
            raise SystemExit(f"{process.name} failed after {STATE.uptime():.0f} s")
    print("ok")


if __name__ == "__main__":
    main()
