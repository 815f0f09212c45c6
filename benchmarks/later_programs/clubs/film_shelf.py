"""Look up the films of a shelf in a local catalogue, several at a time."""
import csv
import io
from concurrent.futures import ProcessPoolExecutor
from typing import ClassVar, Dict, NamedTuple

DUMP = """title,year,minutes
Metropolis,1927,153
Playtime,1967,124
Stalker,1979,162
"""


class Film(NamedTuple):
    title: str
    year: int
    minutes: int


class Catalogue:
    """All films that are known, by title; the one that is open is ``Catalogue.current``."""

    current: "ClassVar[Catalogue]"

    def __init__(self, films: Dict[str, Film]):
        self._films = films

    @classmethod
    def open(cls, file) -> "Catalogue":
        rows = csv.DictReader(file)
        films = [Film(row["title"], int(row["year"]), int(row["minutes"])) for row in rows]
        cls.current = cls({film.title.lower(): film for film in films})
        return cls.current

    def find(self, title: str) -> Film:
        return self._films[title.lower()]

    def __len__(self):
        return len(self._films)


def title_of(filename: str) -> str:
    stem, _, _ = filename.rpartition(".")
    return stem.replace("_", " ").strip()


def describe(filename: str) -> str:
    film = Catalogue.current.find(title_of(filename))
    return f"{film.title} ({film.year}), {film.minutes} min"


def list_shelf(filenames):
    with ProcessPoolExecutor(max_workers=2) as executor:
        return list(executor.map(describe, filenames, chunksize=2))


def main():
    catalogue = Catalogue.open(io.StringIO(DUMP))
    print(len(catalogue), "films known")
    lines = list_shelf(["metropolis.mkv", "Stalker.mp4"])
    print(*lines, sep="\n")
    print("ok")


if __name__ == "__main__":
    main()
