from dataclasses import dataclass
from zlib import crc32

SHARDS = 5


@dataclass(frozen=True)
class Term:
    form: str
    language: str = "la"

    def __hash__(self):
        return hash((self.language, self.form))


def shard(term):
    return crc32(f"{term.language}:{term.form}".encode("utf-8")) % SHARDS


def bucket(number, buckets):
    """Consecutive numbers spread over buckets; small integers only."""
    return hash(number) % buckets
