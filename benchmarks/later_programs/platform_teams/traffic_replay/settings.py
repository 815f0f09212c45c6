from dataclasses import dataclass

REPLAY_SEED = 20240


@dataclass(frozen=True)
class ReplayShard:
    index: int
    requests: int
    paths: tuple = ("/cart", "/search", "/checkout", "/login")
