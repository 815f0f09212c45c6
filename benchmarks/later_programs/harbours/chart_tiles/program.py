"""Finds the shallowest place on every chart of an archive."""
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor

from archive import ChartArchive, make_sample


def shallowest(job):
    archive, name = job
    depths = (float(word) for word in archive.read(name).split())
    return name, min(depths)


def survey(path):
    archive = ChartArchive(path)
    workers = max(1, min(4, (os.cpu_count() or 2) - 1))
    with ProcessPoolExecutor(max_workers=workers) as executor:
        jobs = [(archive, name) for name in archive.names()]
        found = dict(executor.map(shallowest, jobs))
    archive.close()
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "charts.zip")
        expected = make_sample(path, 30)
        found = survey(path)
    print(f"{len(found)} charts, shallowest {min(found.values())} m")
    if found == expected:
        print("ok")


if __name__ == "__main__":
    main()
