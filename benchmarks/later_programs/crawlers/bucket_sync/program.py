"""Nightly push of the crawl archives into their buckets (rehearsal: against a stand-in of the cloud SDK)."""
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sync import rehearsal
from sync.backends import Job, for_scheme

ROUTES = {"pages": "gs://archive-pages", "images": "gs://archive-images", "robots": "gs://archive-meta/robots"}


def jobs(root):
    for name, destination in sorted(ROUTES.items()):
        folder = root / name
        folder.mkdir()
        (folder / "part-0000.warc").write_bytes(b"WARC/1.1\r\n" * 8)
        yield Job(folder, destination)


def push(job):
    return for_scheme(job.scheme).push(job)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        sdk = rehearsal.install(root / "sdk")
        os.environ["PATH"] = os.pathsep.join([str(sdk), os.environ["PATH"]])
        with ThreadPoolExecutor(max_workers=3) as threads:
            outcomes = list(threads.map(push, jobs(root)))
    for outcome in outcomes:
        print(outcome)
    print("ok")


if __name__ == "__main__":
    main()
