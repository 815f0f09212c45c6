"""Exports of all tenants: pages are filed by region while the pool works."""
import multiprocessing
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing.managers import DictProxy, SyncManager
from typing import Any, Dict, Iterable, List, Tuple


@dataclass(frozen=True)
class Page:
    tenant: str
    region: str
    number: int


def file_page(page: Page, shelf: "DictProxy[str, Any]") -> str:
    shelf[page.region].append(f"{page.tenant}/{page.number}")
    return page.tenant


def file_group(region: str, pages: Tuple[Page, ...], totals: "DictProxy[str, Any]") -> None:
    counts = totals[region]
    for page in pages:
        counts[page.tenant] = counts.get(page.tenant, 0) + 1
    totals[region] = counts


@dataclass
class Exporter:
    manager: SyncManager
    regions: Tuple[str, ...]
    tenants: List[str] = field(default_factory=list)
    errors: List[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shelf = self.manager.dict({region: self.manager.list() for region in self.regions})
        self.totals = self.manager.dict({region: {} for region in self.regions})

    def run(self, pages: Iterable[Page]) -> Dict[str, int]:
        by_region: Dict[str, List[Page]] = {region: [] for region in self.regions}
        with ExitStack() as stack:
            pool = stack.enter_context(multiprocessing.Pool(2))
            for page in pages:
                by_region[page.region].append(page)
                pool.apply_async(
                    file_page,
                    (page, self.shelf),
                    callback=self.tenants.append,
                    error_callback=self.errors.append,
                )
            groups = [
                pool.apply_async(file_group, (region, tuple(group), self.totals))
                for region, group in by_region.items()
            ]
            pool.close()
            pool.join()
        for group in groups:
            group.get()
        return {region: len(self.shelf[region]) for region in self.regions}


def main() -> None:
    pages = [Page(tenant, region, n) for tenant, region in
             (("acme", "eu"), ("globex", "us"), ("hooli", "eu")) for n in range(3)]
    with multiprocessing.Manager() as manager:
        exporter = Exporter(manager, regions=("eu", "us"))
        filed = exporter.run(pages)
        totals = {region: exporter.totals[region] for region in exporter.regions}
    print(filed, totals)
    assert not exporter.errors and len(exporter.tenants) == len(pages)
    assert filed == {"eu": 6, "us": 3}
    assert totals == {"eu": {"acme": 3, "hooli": 3}, "us": {"globex": 3}}
    print("ok")


if __name__ == "__main__":
    main()
