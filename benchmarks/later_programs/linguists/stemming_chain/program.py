from functools import partial
from multiprocessing import Pool

from stems import distinct, stemmed, tokens
from utils import Chain, take

TITLES = [
    "Relational tokenization, quickly",
    "Tokens and their kindness",
    "Walking walks and talking heads",
]

normal = Chain(tokens, stemmed, distinct)


def main():
    first_three = normal.then(partial(take, 3))
    with Pool(2) as pool:
        stems = pool.map(normal, TITLES)
        heads = pool.map(first_three, (t for t in TITLES))
    for title, some in zip(TITLES, stems):
        print(f"{title:<34}", *some)
    if heads == [s[:3] for s in stems] and "walk" in stems[2]:
        print("ok")


if __name__ == "__main__":
    main()
