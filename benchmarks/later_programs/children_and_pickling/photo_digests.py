"""Print a digest for every file below a folder."""
import argparse
import hashlib
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path


def digest(path):
    h = hashlib.sha256()
    with open(path, "rb") as fh:
        for block in iter(lambda: fh.read(65536), b""):
            h.update(block)
    return h.hexdigest()


def sample_folder():
    folder = Path(tempfile.gettempdir()) / "photo_digests_sample"
    folder.mkdir(exist_ok=True)
    for n in range(6):
        target = folder / f"img_{n}.raw"
        if not target.exists():
            target.write_bytes(bytes([n]) * 50_000)
    return folder


def parse(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    return parser.parse_args(argv)


def main():
    args = parse()
    folder = args.folder or sample_folder()
    paths = sorted(p for p in folder.iterdir() if p.is_file())
    found = {}
    with ProcessPoolExecutor(max_workers=args.jobs) as executor:
        pending = {executor.submit(digest, str(p)): p for p in paths}
        for future in as_completed(pending):
            found[pending[future].name] = future.result()
    for name in sorted(found):
        print(f"{found[name][:16]}  {name}")
    print(len(found), "files,", os.cpu_count(), "cores")


main()
