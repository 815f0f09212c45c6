"""Pack every site folder into an archive before the deployment starts."""
from __future__ import annotations

import argparse
import contextlib
import logging
import multiprocessing as mp
import os
import sys
import tempfile
import time
from pathlib import Path

from packer import Archive, pack

log = logging.getLogger("sitepack")


def pack_all(sites: list[Path], target: Path, jobs: int) -> list[Archive]:
    target.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        pool = stack.enter_context(mp.Pool(jobs))
        clock = time.perf_counter()
        queued = {
            site.name: pool.apply_async(pack, (site, target / f"{site.name}.tar.gz"))
            for site in sites
        }
        log.info("queued %d sites in %.3f s", len(queued), time.perf_counter() - clock)
    return [job.get() for _, job in sorted(queued.items())]


def sample_sites(root: Path, count: int = 9) -> list[Path]:
    sites = []
    for number in range(count):
        site = root / f"site-{number:02}"
        site.mkdir()
        (site / "index.html").write_text(f"<h1>{site.name}</h1>\n")
        (site / "media.bin").write_bytes(os.urandom(1_500_000))
        sites.append(site)
    return sites


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", nargs="*", type=Path)
    parser.add_argument("--target", type=Path)
    parser.add_argument("--jobs", type=int, default=3)
    args = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")

    with tempfile.TemporaryDirectory(prefix="sitepack-") as tmp:
        root = Path(tmp)
        sites = args.sites or sample_sites(root)
        archives = pack_all(sites, args.target or root / "out", args.jobs)
        for archive in archives:
            print(f"{archive.path.name:20} {archive.size:>9} {archive.digest[:12]}")
    print(f"{len(archives)} archives ready")
    return 0


if __name__ == "__main__":
    sys.exit(main())
