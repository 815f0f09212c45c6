"""Counters that every process of a tagging run shares."""
import multiprocessing as mp

TOKENS = mp.Value("l", 0)
UNKNOWN = mp.Value("l", 0)


def record(tokens, unknown):
    with TOKENS.get_lock():
        TOKENS.value += tokens
    with UNKNOWN.get_lock():
        UNKNOWN.value += unknown


def summary():
    return {"tokens": TOKENS.value, "unknown": UNKNOWN.value}
