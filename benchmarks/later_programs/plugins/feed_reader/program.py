"""Reads saved news feeds through file: addresses; damaged and missing feeds are reported."""
import tempfile
from multiprocessing import Pool
from pathlib import Path

from feeds import FeedError, titles


def collect(addresses):
    good, bad = {}, []
    with Pool(2) as pool:
        pending = [(address, pool.apply_async(titles, (address,))) for address in addresses]
        for address, handle in pending:
            try:
                good[Path(address).stem] = handle.get(timeout=60)
            except FeedError as error:
                bad.append((type(error).__name__, str(error)))
    return good, bad


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "news.xml").write_text("<feed><title>A</title><title>B</title></feed>", encoding="utf-8")
        (folder / "torn.xml").write_text("<feed>\n<title>", encoding="utf-8")
        (folder / "void.xml").write_text("<feed/>", encoding="utf-8")
        names = ["news.xml", "torn.xml", "void.xml", "gone.xml"]
        good, bad = collect([(folder / file).as_uri() for file in names])
    kinds = [kind for kind, _ in bad]
    fine = kinds == ["DamagedFeed", "EmptyFeed", "FeedError"] and bad[0][1] == "damaged in line 2 (torn.xml)"
    print("ok" if good == {"news": ["A", "B"]} and fine else "wrong")


if __name__ == "__main__":
    main()
