import json
import sys


def surcharge(parcels):
    return {p["code"]: 150 if p["grams"] > 2000 else 0 for p in parcels}


if __name__ == "__main__":
    json.dump(surcharge(json.load(sys.stdin)), sys.stdout)
