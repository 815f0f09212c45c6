"""Sum up what a remote object store holds, folder by folder."""
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Dict, List, Union

Node = Union[int, Dict[str, "Node"]]

BUCKET: Node = {
    "raw": {
        "2023": {"jan": {"a.bin": 120, "b.bin": 80}, "feb": {"a.bin": 33}},
        "2024": {"jan": {"a.bin": 500}, "mar": {"c.bin": 75, "d.bin": 12}},
    },
    "derived": {
        "daily": {"v1": {"x.csv": 10, "y.csv": 11}, "v2": {"x.csv": 14}},
    },
}


class StoreClient:
    """Stand-in for the vendor's blocking client."""

    def __init__(self, tree: Node, latency: float = 0.01) -> None:
        self.tree = tree
        self.latency = latency

    def list(self, path: str) -> Node:
        time.sleep(self.latency)
        node = self.tree
        for part in filter(None, path.split("/")):
            node = node[part]
        return node


@dataclass
class Usage:
    path: str
    own: int = 0
    below: List["Usage"] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.own + sum(child.total for child in self.below)


class Walker:
    def __init__(self, client: StoreClient, connections: int = 2) -> None:
        self.client = client
        self.threads = ThreadPoolExecutor(connections, thread_name_prefix="store")

    def survey(self, path: str) -> Usage:
        usage = Usage(path)
        jobs = []
        for name, entry in self.client.list(path).items():
            if isinstance(entry, dict):
                jobs.append(self.threads.submit(self.survey, f"{path}/{name}"))
            else:
                usage.own += entry
        for job in as_completed(jobs):
            usage.below.append(job.result())
        return usage

    async def run(self, root: str = "") -> Usage:
        loop = asyncio.get_running_loop()
        with self.threads:
            return await loop.run_in_executor(self.threads, self.survey, root)


async def main() -> None:
    report = await Walker(StoreClient(BUCKET)).run()
    for top in sorted(report.below, key=lambda usage: usage.path):
        print(f"{top.path:12} {top.total:6}")
    print(f"{'all':12} {report.total:6}")


if __name__ == "__main__":
    asyncio.run(main())
