"""Counts the wagons of a marshalling yard by class, one process per class."""
import multiprocessing
import os
import random
import sys
import tempfile

from depot.manifest import Manifest

CLASSES = ["Eaos", "Sgns", "Zans"]


def write_sample(path, wagons):
    numbers = random.Random(7)
    with open(path, "w") as out:
        out.write("number,class,tonnes\n")
        for i in range(wagons):
            out.write(f"{318000000000 + i},{CLASSES[i % len(CLASSES)]},{numbers.randint(18, 90):>8}\n")


def census(manifest: Manifest) -> dict:
    answers = multiprocessing.Queue()
    clerks = [
        multiprocessing.Process(target=manifest.count, args=(kind, answers), name=kind)
        for kind in CLASSES
    ]
    for clerk in clerks:
        clerk.start()
    found = dict(answers.get() for _ in clerks)
    for clerk in clerks:
        clerk.join()
    return found


def main() -> int:
    total = 9000
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "yard.csv")
        write_sample(path, total)
        manifest = Manifest(path)
        found = census(manifest)
        manifest.close()
    for kind in CLASSES:
        print(f"{kind}: {found[kind]}")
    missing = total - sum(found.values())
    if missing:
        print(f"{missing} wagons missing from the count")
    else:
        print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
