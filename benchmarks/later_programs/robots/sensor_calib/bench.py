"""The sensors that stand on the calibration bench."""
import time
from dataclasses import dataclass
from typing import List


@dataclass(frozen=True)
class Sensor:
    name: str
    settle: float
    reference: float
    raw: float


def bench() -> List[Sensor]:
    return [
        Sensor("lidar", settle=1.6, reference=2.0, raw=2.07),
        Sensor("thermal", settle=0.8, reference=36.6, raw=36.2),
        Sensor("bumper", settle=0.0, reference=0.0, raw=0.01),
    ]


def offset(sensor: Sensor) -> float:
    time.sleep(sensor.settle)
    return round(sensor.reference - sensor.raw, 3)
