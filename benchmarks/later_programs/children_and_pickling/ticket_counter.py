import random
from multiprocessing import Process, Value

sold = Value("i", 0)
revenue = Value("d", 0.0)

PRICES = {"adult": 12.5, "child": 6.0, "senior": 9.0}


def sell(kind):
    with sold.get_lock():
        sold.value += 1
    with revenue.get_lock():
        revenue.value += PRICES[kind]


def till(seed, customers):
    rng = random.Random(seed)
    for _ in range(customers):
        sell(rng.choice(sorted(PRICES)))


def open_tills(count, customers):
    tills = [Process(target=till, args=(n, customers)) for n in range(count)]
    for t in tills:
        t.start()
    for t in tills:
        t.join()
    return [t.exitcode for t in tills]


if __name__ == "__main__":
    codes = open_tills(count=3, customers=40)
    print("tills closed:", codes)
    print(f"sold {sold.value} of {3 * 40} tickets")
    print(f"revenue {revenue.value:.2f}")
