import random
from multiprocessing.pool import ThreadPool
from multiprocessing import Pool as Workers

from results import CLUBS, RESULTS


def ratings(results):
    table = dict.fromkeys(CLUBS, 1000.0)
    for home, away, ours, theirs in results:
        expected = 1 / (1 + 10 ** ((table[away] - table[home]) / 400))
        gain = 40 * (ours / (ours + theirs) - expected)
        table[home] += gain
        table[away] -= gain
    return table


RATINGS = ratings(RESULTS)
initials = ThreadPool(2)
SHORT = dict(zip(CLUBS, initials.imap(lambda club: "".join(w[0] for w in club.split()), CLUBS)))
initials.close()
initials.join()


def season(seed):
    """The winner of one imagined season."""
    rng = random.Random(seed)
    points = dict.fromkeys(CLUBS, 0.0)
    for home in CLUBS:
        for away in CLUBS:
            if home != away:
                chance = 1 / (1 + 10 ** ((RATINGS[away] - RATINGS[home]) / 400))
                points[home if rng.random() < chance else away] += 1
    return max(points, key=points.get)


def simulate(seasons):
    with Workers(2) as workers:
        winners = workers.map(season, range(seasons), chunksize=50)
    return {club: winners.count(club) for club in CLUBS}
