import math
from typing import List, Sequence


def sine(freq: float, seconds: float, gain: float = 1.0, rate: int = 8000) -> List[float]:
    step = 2 * math.pi * freq / rate
    return [gain * math.sin(step * n) for n in range(int(seconds * rate))]


def dbfs(samples: Sequence[float]) -> float:
    mean = sum(s * s for s in samples) / max(1, len(samples))
    return 10 * math.log10(mean) if mean else -120.0
