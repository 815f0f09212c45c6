from concurrent.futures import ThreadPoolExecutor
import asyncio
from typing import Dict, List


class TrackingStore:
    def __init__(self) -> None:
        self._events: Dict[str, List[str]] = {}
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="store")

    def _append(self, parcel: str, event: str) -> int:
        self._events.setdefault(parcel, []).append(event)
        return len(self._events[parcel])

    async def record(self, parcel: str, event: str) -> int:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._append, parcel, event)

    async def close(self) -> None:
        self._threads.shutdown()
