"""The lifts and their guests."""
import random

LIFTS = ["Gondola", "Sunny Side", "Black Rock", "Beginner"]


def simulate(lift, counters):
    guests = random.Random(lift)
    for _ in range(200):
        counters.add(lift, guests.randint(1, 4))
