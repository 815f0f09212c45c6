"""Tags clips by what is seen in them, all processes into one catalogue."""
import functools
import multiprocessing as mp

from catalog import Catalog
from catalog.vision import tags_of

CLIPS = [f"clip{n:03d}" for n in range(24)]


def tag_clip(catalog: Catalog, clip: str) -> int:
    tags = tags_of(clip)
    for tag in tags:
        catalog.file(tag, clip)
    return len(tags)


def main() -> None:
    with mp.Manager() as manager:
        catalog = Catalog.shared(manager)
        with mp.Pool(2) as pool:
            tagged = sum(pool.map(functools.partial(tag_clip, catalog), CLIPS, chunksize=6))
        filed = catalog.total()
        for tag, clips in catalog.listing():
            print(f"{tag:<10}{len(clips):3d}")
    if filed < tagged:
        print(f"catalogue holds {filed} of {tagged} entries")
        return
    print("ok")


if __name__ == "__main__":
    main()
