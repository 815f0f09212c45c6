"""Chooses the canary users of every region; the choice is reproducible per region."""
import multiprocessing as mp
import random
import zlib
from dataclasses import dataclass
from typing import Dict, Iterator, List, Tuple

BASE_SEED = 77


@dataclass(frozen=True)
class Region:
    index: int
    name: str
    users: Tuple[str, ...]


class UserId(str):
    """Compares without regard to case, like the account service does."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and self.lower() == other.lower()

    def __hash__(self) -> int:
        return hash(self.lower())


def bucket(user: str, buckets: int = 100) -> int:
    return zlib.crc32(user.encode()) % buckets


def choose(region: Region) -> List[Tuple[str, int]]:
    rng = random.Random(BASE_SEED + region.index)
    unique = {UserId(user): user for user in region.users}
    chosen = rng.sample(sorted(unique.values()), k=3)
    return [(user, bucket(user)) for user in chosen]


def regions() -> Iterator[Region]:
    for index, name in enumerate(("eu", "us", "apac", "latam")):
        yield Region(index, name, tuple(f"user-{number:02d}" for number in range(40)))


def main() -> None:
    known = list(regions())
    with mp.Pool(processes=2) as pool:
        canaries: Dict[str, list] = dict(
            zip((region.name for region in known), pool.imap(choose, known))
        )
    for name, users in canaries.items():
        print(name, users)
    picks = {tuple(users) for users in canaries.values()}
    assert len(picks) == len(known)
    assert all(bucket(user) == number for users in canaries.values() for user, number in users)
    print("ok")


if __name__ == "__main__":
    main()
