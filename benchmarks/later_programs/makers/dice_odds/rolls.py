# helper functions for the board game odds
import random


def roll(n, sides=6):
    return [random.randint(1, sides) for _ in range(n)]


def attack_wins(attackers, defenders):
    a = sorted(roll(attackers), reverse=True)
    d = sorted(roll(defenders), reverse=True)
    lost = 0
    for x, y in zip(a, d):
        if x > y:
            lost += 1
    return lost == min(attackers, defenders)


def estimate(pair):
    attackers, defenders = pair
    games = 4000
    wins = 0
    for _ in range(games):
        if attack_wins(attackers, defenders):
            wins += 1
    return attackers, defenders, wins / games
