"""Synthetic requests for load tests."""
import random
from typing import List, NamedTuple

from settings import REPLAY_SEED, ReplayShard


class Request(NamedTuple):
    session: int
    path: str


def sample_shard(shard: ReplayShard) -> List[Request]:
    rng = random.Random(REPLAY_SEED)
    return [
        Request(rng.getrandbits(48), rng.choice(shard.paths))
        for _ in range(shard.requests)
    ]
