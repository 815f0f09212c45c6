"""Generate the traffic that the staging environment replays at night."""
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Set

from sampling import sample_shard
from settings import ReplayShard


def sessions(shards: int, requests: int) -> Set[int]:
    plan = [ReplayShard(index, requests) for index in range(shards)]
    seen: Set[int] = set()
    with ProcessPoolExecutor(max_workers=2) as executor:
        futures = {executor.submit(sample_shard, shard): shard for shard in plan}
        for future in as_completed(futures):
            sampled = future.result()
            print(f"shard {futures[future].index}: {len(sampled)} requests")
            seen.update(request.session for request in sampled)
    return seen


def main() -> None:
    shards, requests = 4, 250
    distinct = len(sessions(shards, requests))
    print(f"{distinct} distinct sessions")
    print("ok" if distinct == shards * requests else "sessions repeat")


if __name__ == "__main__":
    main()
