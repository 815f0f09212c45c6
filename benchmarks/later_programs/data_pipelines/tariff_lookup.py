"""Look up tariffs for many parcels at once; the lookups wait for I/O most of the time."""
import multiprocessing.dummy as mp
import threading
import time
from dataclasses import dataclass, field
from typing import Dict, List


@dataclass
class TariffService:
    latency: float = 0.005
    cache: Dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    calls: int = 0

    def fetch(self, zone: str) -> int:
        time.sleep(self.latency)
        with self.lock:
            self.calls += 1
            return self.cache.setdefault(zone, 100 * len(zone))


@dataclass(frozen=True)
class Parcel:
    number: int
    zone: str
    grams: int


class Quotes:
    def __init__(self, service: TariffService):
        self.service = service
        self.seen: List[int] = []

    def quote(self, parcel: Parcel) -> int:
        self.seen.append(parcel.number)
        return self.service.fetch(parcel.zone) + parcel.grams // 10


service = TariffService()
quotes = Quotes(service)
parcels = [Parcel(n, ("eu", "world", "domestic")[n % 3], 500 + n) for n in range(30)]

with mp.Pool(4) as pool:
    cents = pool.map(quotes.quote, parcels)
    heavy = pool.map(lambda parcel: parcel.grams > 520, parcels)

results = mp.Queue()
reporter = mp.Process(target=lambda: results.put(sum(cents)))
reporter.start()
reporter.join()
total = results.get()

print(f"{len(cents)} quotes, {sum(heavy)} heavy, {total / 100:.2f} in all, {service.calls} calls")
correct = cents == [100 * len(p.zone) + p.grams // 10 for p in parcels]
print("ok" if correct and len(quotes.seen) == 30 and service.calls == 30 and sum(heavy) == 9 else "wrong")
