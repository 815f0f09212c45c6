import asyncio

from lifecycle import Lifecycle
from tracking import TrackingStore


async def deliver(store: TrackingStore, life: Lifecycle) -> None:
    for event in ("collected", "in transit", "delivered"):
        count = await store.record("P-77", event)
    assert count == 3
    life.stop()


async def main() -> None:
    store = TrackingStore()
    async with Lifecycle() as life:
        life.on_stop(store.close)
        job = asyncio.create_task(deliver(store, life))
        await asyncio.wait_for(life.wait(), timeout=5)
        await job
    print("ok")


if __name__ == "__main__":
    asyncio.run(main())
