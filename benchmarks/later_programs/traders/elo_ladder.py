"""Rate the players of a chess club by simulating seasons of their ladder."""
import multiprocessing
import pdb
import random

K = 24
CLUB = {"Imani": 1620, "Jonas": 1480, "Kaya": 1555, "Lev": 150}


def expected(own, other):
    return 1 / (1 + 10 ** ((other - own) / 400))


def play_season(ratings, seed, games):
    rng = random.Random(seed)
    ratings = dict(ratings)
    for _ in range(games):
        a, b = rng.sample(sorted(ratings), 2)
        chance = expected(ratings[a], ratings[b])
        won = 1 if rng.random() < chance else 0
        change = K * (won - chance)
        ratings[a] += change
        ratings[b] -= change
        if min(ratings.values()) < 200:
            pdb.set_trace()
    return ratings


def average(seasons):
    return {name: sum(s[name] for s in seasons) / len(seasons) for name in CLUB}


def main():
    with multiprocessing.Pool(2) as pool:
        jobs = [(CLUB, seed, 60) for seed in range(6)]
        seasons = pool.starmap(play_season, jobs)
    for name, rating in sorted(average(seasons).items(), key=lambda item: -item[1]):
        print(f"{name:<8}{rating:7.0f}")
    print("ok")


if __name__ == "__main__":
    main()
