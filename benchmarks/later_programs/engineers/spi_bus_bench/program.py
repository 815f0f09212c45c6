"""Power-on self test of the measurement board."""
from multiprocessing import Lock

from bench.devices import CATALOGUE, self_test
from bench.watchdog import Watchdog


def power_on_self_test():
    bus = Lock()
    dog = Watchdog(limit_s=1.5)
    verdicts = dict(dog.run(self_test, name, bus) for name in CATALOGUE)
    with bus:
        print("bus released, writing verdicts")
    return verdicts


def main():
    verdicts = power_on_self_test()
    for name, checksum in verdicts.items():
        print(f"{name}: {'no answer' if checksum is None else hex(checksum)}")
    print("ok" if "adc" in verdicts else "incomplete")


if __name__ == "__main__":
    main()
