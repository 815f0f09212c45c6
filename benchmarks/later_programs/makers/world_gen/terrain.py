import math
import multiprocessing
import subprocess
import sys
import threading

NAMES = """
import random, sys
r = random.Random(int(sys.argv[1]))
print("".join(r.choices("aeioklmnrt", k=6)).title())
"""


def height(x, y, seed):
    return math.sin(x * 0.3 + seed) + math.cos(y * 0.2 - seed)


def strip(args):
    y, width, seed = args
    return [height(x, y, seed) for x in range(width)]


def region(seed, size=16):
    """Runs in the workers of an executor."""
    with multiprocessing.Pool(2) as pool:
        rows = pool.map(strip, [(y, size, seed) for y in range(size)])
    return sum(h > 0 for row in rows for h in row)


def name_of(seed):
    """Runs in the workers of a pool: asks the name generator, which is a program of its own."""
    done = subprocess.run([sys.executable, "-c", NAMES, str(seed)], stdout=subprocess.PIPE, check=True, text=True)
    return done.stdout.strip()


def rivers(seed):
    """Runs in the workers of a pool as well."""
    found = []
    threads = [
        threading.Thread(target=lambda y=y: found.append(min(strip((y, 12, seed))))) for y in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(found)


def atlas(seeds, out):
    """Runs in a process of its own, which has a pool."""
    with multiprocessing.Pool(2) as pool:
        out.put(dict(zip(seeds, pool.map(name_of, seeds))))
