import math

_sines = []


def warm_up():
    _sines.extend(math.sin(step / 100) for step in range(628))


def collide(bodies, step):
    """Move the bodies along a line; those that meet swap their speeds."""
    moved = sorted((x + v * step, v) for x, v in bodies)
    for left in range(len(moved) - 1):
        (x1, v1), (x2, v2) = moved[left], moved[left + 1]
        if x2 - x1 < 0.1 and v1 > v2:
            moved[left], moved[left + 1] = (x1, v2), (x2, v1)
    return moved
