"""Feeds a row of encoders and keeps a status page of the frames in hand."""
import logging
import tempfile
from pathlib import Path

from farm import Job, Launcher, StatusPage

log = logging.getLogger("farm")

PRESETS = {"proxy": 3, "web": 5, "archive": 9}


def jobs_for(titles):
    for title in titles:
        for preset, effort in PRESETS.items():
            yield Job(f"{title}-{preset}", effort)


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        page = StatusPage(Path(folder), frames=12_000, refresh=0.001)
        launcher = Launcher(page, umask=0o027)
        with page:
            sizes = {job.name: launcher.encode(job) for job in jobs_for(f"scene{n:02d}" for n in range(10))}
        up = page.events.read_text(encoding="utf-8").splitlines()
        log.info("page of %d bytes", page.path.stat().st_size)
    if len(up) != len(sizes) or not all(sizes.values()):
        raise SystemExit(f"encoders gave {sizes}")
    print(len(sizes), "encodes")
    print("ok")


if __name__ == "__main__":
    main()
