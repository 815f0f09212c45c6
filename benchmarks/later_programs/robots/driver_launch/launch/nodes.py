"""The launch file of the rover, as data."""
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Tuple

DRIVERS = Path(__file__).resolve().parent.parent / "drivers"


@dataclass(frozen=True)
class Node:
    name: str
    script: str
    rate: int = 50
    launcher: Tuple[str, ...] = ("python", "-u")
    settings: Dict[str, str] = field(default_factory=dict)

    def command(self):
        return [*self.launcher, str(DRIVERS / self.script), "--rate", str(self.rate)]

    def environment(self):
        return {"NODE_NAME": self.name, "ROVER_BUS": "vcan0", **self.settings}


NODES = (
    Node("imu_front", "imu.py", rate=200),
    Node("imu_rear", "imu.py", rate=100, settings={"IMU_AXES": "xyz"}),
)
