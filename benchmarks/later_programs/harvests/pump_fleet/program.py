"""Entry point: check all pumps of a site."""

from fleet import limits
from fleet.workers import Setup, executor

READINGS = {"pump-1": {"pressure": 4.5, "vibration": 0.5}, "pump-2": {"pressure": 3.1, "vibration": 2.5}}


def check(name):
    above = [quantity for quantity, value in READINGS[name].items() if value > limits.limits[quantity]]
    return f"{limits.site()}/{name}", above


def main():
    setup = Setup("kiel", {"pressure": 4.0})
    setup.apply()
    with executor(setup) as pool:
        found = dict(pool.map(check, READINGS))
    assert found == {"kiel/pump-1": ["pressure"], "kiel/pump-2": ["vibration"]}, found
    print("ok")


if __name__ == "__main__":
    main()
