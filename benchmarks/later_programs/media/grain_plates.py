"""Film grain plates: which plates a reel gets is drawn here, the grain itself in the workers."""
import functools
import hashlib
import logging
import random
from concurrent.futures import ProcessPoolExecutor
from typing import Dict, List, NamedTuple, Sequence

log = logging.getLogger("grain")


class Plate(NamedTuple):
    reel: str
    stock: str
    number: int


STOCKS = ("5219", "5207", "7222")


def key(seed: int, plate: Plate) -> str:
    return f"{seed}/{plate.reel}/{plate.number}"


def grain(seed: int, plate: Plate, size: int = 400) -> bytes:
    random.seed(key(seed, plate))
    spread = 6.0 if plate.stock == "7222" else 3.5
    return bytes(max(0, min(255, round(random.gauss(128, spread)))) for _ in range(size))


def plan(reels: Sequence[str], plates: int) -> List[Plate]:
    return [Plate(reel, random.choice(STOCKS), n) for reel in reels for n in range(plates)]


def make(seed: int, reels: Sequence[str]) -> Dict[str, str]:
    random.seed(seed)
    planned = plan(reels, plates=3)
    random.shuffle(planned)
    sums = {reel: hashlib.md5() for reel in reels}
    with ProcessPoolExecutor(max_workers=2) as executor:
        made = dict(zip(planned, executor.map(functools.partial(grain, seed), planned)))
    for plate in sorted(made):
        sums[plate.reel].update(made[plate])
        log.debug("%s %s", plate, plate.stock)
    return {reel: digest.hexdigest()[:8] for reel, digest in sums.items()}


def main() -> None:
    reels = [f"R{n}" for n in range(1, 5)]
    first, again, other = make(7, reels), make(7, reels), make(8, reels)
    for reel in reels:
        print(reel, first[reel], other[reel])
    if first != again or first == other:
        print("the plates do not follow from the seed")
        return
    print("ok")


if __name__ == "__main__":
    main()
