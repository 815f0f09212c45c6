"""Render the nightly exports of all tenants."""
import multiprocessing
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import List


@dataclass(frozen=True)
class Export:
    tenant: str
    rows: int


def render(export: Export) -> str:
    time.sleep(0.05)
    return f"{export.tenant}.csv:{export.rows}"


@dataclass
class ExportRun:
    workers: int = 2
    rendered: List[str] = field(default_factory=list)
    failures: List[BaseException] = field(default_factory=list)

    def execute(self, exports: List[Export]) -> None:
        with ExitStack() as stack:
            started = time.monotonic()
            stack.callback(lambda: print(f"run took {time.monotonic() - started:.1f} s"))
            pool = stack.enter_context(multiprocessing.Pool(self.workers))
            for export in exports:
                pool.apply_async(
                    render,
                    (export,),
                    callback=self.rendered.append,
                    error_callback=self.failures.append,
                )


def main() -> None:
    exports = [Export(tenant, rows) for tenant, rows in (
        ("acme", 120),
        ("globex", 45),
        ("initech", 300),
        ("umbrella", 7),
        ("hooli", 61),
    )]
    run = ExportRun()
    run.execute(exports)
    for failure in run.failures:
        print(f"failed: {failure!r}")
    print(f"{len(run.rendered)} of {len(exports)} exports rendered")
    print("ok" if len(run.rendered) == len(exports) else "exports missing")


if __name__ == "__main__":
    main()
