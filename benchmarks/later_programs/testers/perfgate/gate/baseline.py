"""How fast this machine is, as the unit in which all limits of the gate are given."""
import time
from concurrent.futures import ProcessPoolExecutor

ROUNDS = (20_000, 20_000, 40_000, 40_000)


def spin(size):
    total = 0
    for n in range(size):
        total += n * n % 7
    return total


def cost_per_step(size):
    began = time.perf_counter()
    spin(size)
    return (time.perf_counter() - began) / size


with ProcessPoolExecutor(max_workers=2) as executor:
    STEP_COST = min(executor.map(cost_per_step, ROUNDS))


def in_steps(seconds):
    return seconds / STEP_COST
