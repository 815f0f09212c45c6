import random
from multiprocessing import get_context

SEED = 1234


def walk(task):
    index, steps = task
    rng = random.Random(SEED + index)
    position = 0
    for _ in range(steps):
        position += rng.choice((-1, 1))
    return position, rng.random()


def shuffle_deck(_):
    deck = list(range(52))
    random.shuffle(deck)
    return tuple(deck)


def lottery(seed):
    random.seed(seed)
    return tuple(random.sample(range(1, 50), 6))


def main():
    demo = random.Random(0)
    tasks = [(index, demo.randrange(50, 100)) for index in range(6)]
    with get_context().Pool(3) as pool:
        walks = pool.map(walk, tasks, chunksize=1)
        decks = pool.map(shuffle_deck, range(6), chunksize=1)
        tickets = pool.map(lottery, range(SEED, SEED + 6), chunksize=1)
        again = pool.map(walk, tasks, chunksize=2)
    assert len({tail for _, tail in walks}) == 6
    assert len(set(decks)) == 6
    assert len(set(tickets)) == 6
    assert walks == again
    print("ok")


if __name__ == "__main__":
    main()
