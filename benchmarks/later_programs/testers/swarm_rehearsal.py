"""Rehearse a load test: a swarm of simulated users, each with its own random stream, against a queueing model."""
import argparse
import logging
import multiprocessing
import random
from functools import partial
from statistics import mean
from typing import NamedTuple, Sequence

PREFERRED = ("forkserver", "fork", "spawn")
log = logging.getLogger(__name__)

_served = None


class Session(NamedTuple):
    user: int
    requests: int
    waited: float


def choose_context(wishes: Sequence[str] = PREFERRED):
    offered = multiprocessing.get_all_start_methods()
    method = next(wish for wish in wishes if wish in offered)
    return multiprocessing.get_context(method)


def adopt(counter):
    global _served
    _served = counter


def visit(user, *, seed, think):
    rng = random.Random(seed + user)
    waited, requests = 0.0, 0
    while rng.random() > 0.08 and requests < 200:
        requests += 1
        waited += rng.expovariate(1 / think)
        with _served.get_lock():
            _served.value += 1
    return Session(user, requests, waited)


def rehearse(context, users, seed):
    served = context.Value("i", 0)
    with context.Pool(2, initializer=adopt, initargs=(served,)) as pool:
        sessions = pool.map(partial(visit, seed=seed, think=0.4), range(users), chunksize=4)
        pool.close()
        pool.join()
    return sessions, served.value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=24)
    parser.add_argument("--seed", type=int, default=606)
    parser.add_argument("--method", choices=PREFERRED, action="append", help="in order of preference")
    ns = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    context = choose_context(ns.method or PREFERRED)
    log.info("start method %s", context.get_start_method())
    sessions, served = rehearse(context, ns.users, ns.seed)
    total = sum(session.requests for session in sessions)
    active = [session for session in sessions if session.requests]
    print(f"{len(active)} of {len(sessions)} users active, {len({session.waited for session in active})} different waits")
    print(f"{total} requests, mean wait {mean(session.waited for session in sessions):.2f} s")
    print("books balance" if served == total else f"books off by {served - total}")


if __name__ == "__main__":
    main()
