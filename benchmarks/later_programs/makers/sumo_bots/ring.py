"""The ring, the robots and what happens when two of them meet."""
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Bot:
    name: str
    push: int
    grip: int
    speed: int


def fight(one, two, seed):
    """Winner of one bout, and how many moves it took."""
    rng = random.Random(seed)
    position = 0
    for move in range(1, 200):
        position += rng.randint(0, one.push + one.speed) - rng.randint(0, two.push + two.speed)
        if position > two.grip * 4:
            return one.name, move
        if position < -one.grip * 4:
            return two.name, move
    return max(one, two, key=lambda bot: bot.push).name, 200
