import random
from collections import Counter

DECK = [rank * 4 + suit for rank in range(13) for suit in range(4)]
KINDS = ["nothing", "pair", "two pairs", "three", "full house", "four"]


def deal(rng: random.Random):
    return rng.sample(DECK, 5)


def kind(hand):
    same = sorted(Counter(c // 4 for c in hand).values(), reverse=True)
    if same[0] == 4:
        return "four"
    if same[0] == 3:
        return "full house" if same[1] == 2 else "three"
    if same[0] == 2:
        return "two pairs" if same[1] == 2 else "pair"
    return "nothing"
