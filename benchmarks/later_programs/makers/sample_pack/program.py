import tempfile
from pathlib import Path

from pack.jobs import in_workshop, lengths, levels, loudest, stream, write_all, write_in_pool
from pack.sounds import RECIPES


def main():
    names = sorted(RECIPES)
    with tempfile.TemporaryDirectory() as name:
        counts = []
        for way in (write_all, write_in_pool, in_workshop):
            folder = Path(name, way.__name__)
            folder.mkdir()
            paths = way(names, folder)
            counts.append(len(list(folder.iterdir())))
            print(f"{way.__name__:14} {len(paths)} files")
    assert counts == [5, 5, 5]
    sizes = lengths(names)
    assert {name: len(samples) for name, samples in stream(names)} == sizes
    print("loudest:", loudest(names), max(levels(names)))
    print("ok")


if __name__ == "__main__":
    main()
