"""Waiting times in the emergency department, per triage colour."""
import random
import statistics
from concurrent.futures import ProcessPoolExecutor

COLOURS = ["red", "orange", "yellow", "green", "blue"]
MEAN_MINUTES = {"red": 1, "orange": 9, "yellow": 38, "green": 80, "blue": 140}


def simulate_shift(colour):
    # one shift, 200 patients
    rng = random.Random(colour)
    waits = []
    for _ in range(200):
        waits.append(rng.expovariate(1 / MEAN_MINUTES[colour]))
    return colour, waits


def percentile(values, share):
    values = sorted(values)
    return values[int(share * (len(values) - 1))]


def bar(minutes):
    return "#" * max(1, round(minutes / 5))


print("Emergency department, simulated shift")
print("-" * 50)

results = {}
with ProcessPoolExecutor(max_workers=3) as executor:
    for colour, waits in executor.map(simulate_shift, COLOURS):
        results[colour] = waits

for colour in COLOURS:
    waits = results[colour]
    median = statistics.median(waits)
    late = percentile(waits, 0.95)
    print(f"{colour:8} median {median:6.1f}  95% {late:6.1f}  {bar(median)}")

print("patients:", sum(len(waits) for waits in results.values()))
print("ok")
