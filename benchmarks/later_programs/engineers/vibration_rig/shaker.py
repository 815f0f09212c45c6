"""Synthetic accelerometer channels for the shaker table."""
import math
from dataclasses import dataclass

RATE_HZ = 4096


@dataclass(frozen=True)
class Channel:
    name: str
    resonance_hz: float
    damping: float

    def sweep(self, seconds):
        total = int(RATE_HZ * seconds)
        return [
            math.exp(-self.damping * n / RATE_HZ) * math.sin(2 * math.pi * self.resonance_hz * n / RATE_HZ)
            for n in range(total)
        ]


CHANNELS = (
    Channel("base_x", 41.0, 0.8),
    Channel("base_y", 43.5, 0.9),
    Channel("fixture_z", 118.0, 2.4),
)


def record(channel, seconds, out):
    out.put((channel.name, channel.sweep(seconds)))
