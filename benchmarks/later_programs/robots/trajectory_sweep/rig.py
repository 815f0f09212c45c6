"""What a test rig consists of: its axes, its limits and the switch that everybody listens to."""
from dataclasses import dataclass, field
from typing import Any, List


@dataclass(frozen=True)
class Axis:
    name: str
    reach: float
    max_speed: float


@dataclass
class Rig:
    label: str
    halt: Any
    axes: List[Axis] = field(default_factory=list)

    def slowest(self) -> Axis:
        return min(self.axes, key=lambda axis: axis.max_speed)


def gantry(ctx) -> Rig:
    return Rig(
        label="gantry-2",
        halt=ctx.Event(),
        axes=[Axis("x", 1.2, 0.9), Axis("y", 0.8, 0.7), Axis("z", 0.3, 0.25)],
    )
