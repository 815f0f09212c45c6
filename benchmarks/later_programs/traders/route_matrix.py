"""Distances between depots, for the night's tour planning (homework 4, group 11)"""

from math import asin, cos, radians, sin, sqrt
from multiprocessing import Pool
import time

depots = {
    "Lyon": (45.76, 4.84),
    "Dijon": (47.32, 5.04),
    "Metz": (49.12, 6.18),
    "Nantes": (47.22, -1.55),
    "Lille": (50.63, 3.07),
}

def distance(pair):
    (lat1, lon1), (lat2, lon2) = (depots[name] for name in pair)
    a = sin(radians(lat2 - lat1) / 2) ** 2
    b = cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    return pair, 2 * 6371 * asin(sqrt(a + b))

def shortest_tour(matrix, start):
    tour = [start]
    while len(tour) < len(depots):
        here = tour[-1]
        tour.append(min((d for d in depots if d not in tour), key=lambda d: matrix[here, d]))
    return tour

if __name__ == "__main__":
    t0 = time.time()
    pairs = [(a, b) for a in depots for b in depots if a != b]
    pool = Pool(3)
    results = []
    for pair in pairs:
        results.append(pool.apply_async(distance, (pair,)))
    pool.join()
    matrix = dict(r.get() for r in results)
    tour = shortest_tour(matrix, "Lyon")
    length = sum(matrix[a, b] for a, b in zip(tour, tour[1:]))
    print(" -> ".join(tour), round(length), "km")
    print("ok")
