import multiprocessing as mp

BASES = "ACGT"


def make_read(seed: int, length: int = 60) -> str:
    state = seed * 2654435761 % 2**32
    letters = []
    for _ in range(length):
        state = (state * 1103515245 + 12345) % 2**31
        letters.append(BASES[(state >> 16) % 4])
    return "".join(letters)


def gc_share(read: str) -> float:
    return sum(letter in "GC" for letter in read) / len(read)


def lane_summary(lane: int, reads: int) -> tuple:
    batch = [make_read(lane * 1000 + n) for n in range(reads)]
    with mp.get_context("spawn").Pool(2) as pool:
        shares = pool.map(gc_share, batch, chunksize=8)
    return lane, round(sum(shares) / len(shares), 4)
