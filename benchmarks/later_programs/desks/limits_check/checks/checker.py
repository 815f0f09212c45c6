"""Limit checks that run on a pool, while their owner keeps a queue and a lock for itself."""
from multiprocessing import get_context
from typing import Dict, List, NamedTuple, Optional


class Exposure(NamedTuple):
    name: str
    amount: float


class LimitChecker:
    def __init__(self, limits: Dict[str, float], ctx=None) -> None:
        ctx = ctx or get_context()
        self.limits = limits
        self.alerts = ctx.SimpleQueue()
        self.gate = ctx.Lock()

    def __getstate__(self):
        kept = self.__dict__.copy()
        for owned in ("alerts", "gate"):
            kept[owned] = None
        return kept

    def check(self, exposure: Exposure) -> Optional[str]:
        over = exposure.amount - self.limits.get(exposure.name[:2], 0.0)
        return f"{exposure.name} over by {over:,.0f}" if over > 0 else None

    def raise_alerts(self, found: List[Optional[str]]) -> int:
        raised = 0
        with self.gate:
            for raised, text in enumerate(filter(None, found), 1):
                self.alerts.put(text)
            self.alerts.put(None)
        return raised


def notify(alerts, shown: int) -> None:
    """Prints the first few alerts and the number of those after them."""
    texts = list(iter(alerts.get, None))
    print("\n".join(texts[:shown]))
    print(f"and {len(texts[shown:])} more", flush=True)
