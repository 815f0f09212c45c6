import json
import time

LIMITS = {"encode": 900_000, "split": 700_000, "search": 400_000}
DOCUMENT = {"jobs": [{"id": n, "state": "queued", "deps": list(range(n % 5))} for n in range(400)]}


def encode():
    json.dumps(DOCUMENT)


def split():
    "a b c d e f g h ".join(map(str, range(2_000))).split()


def search():
    "x".join(map(str, range(3_000))).find("2999x3000")


SUBJECTS = {"encode": encode, "split": split, "search": search}


def seconds(name):
    began = time.perf_counter()
    SUBJECTS[name]()
    return time.perf_counter() - began
