"""Bench checks of voltmeters, several at a time."""
from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.pool import Pool
from typing import Optional

from errors import InstrumentError, OutOfTolerance, Overload, Refused

log = logging.getLogger("bench")


@dataclass
class Voltmeter:
    serial: str
    offset: float = 0.0
    full_scale: float = 10.0
    sealed: bool = False

    def read(self, volts: float) -> float:
        if self.sealed:
            raise Refused(f"{self.serial} is sealed", hint="ask the calibration office")
        if volts > self.full_scale:
            raise Overload(self.serial)
        return volts + self.offset


def probe(meter: Voltmeter, volts: float, tolerance: float) -> str:
    reading = meter.read(volts)
    if abs(reading - volts) > tolerance:
        raise OutOfTolerance(volts, reading)
    return f"{meter.serial}: {reading:.3f} V"


class Bench:
    def __init__(self, places: int, tolerance: float = 0.05) -> None:
        self.places = places
        self.tolerance = tolerance

    def check(self, meters, volts: float):
        with ExitStack() as stack:
            pool = stack.enter_context(Pool(self.places))
            slips = [(meter, pool.apply_async(probe, (meter, volts, self.tolerance))) for meter in meters]
            for meter, slip in slips:
                yield meter, self.verdict(slip)

    @staticmethod
    def verdict(slip) -> Optional[Exception]:
        try:
            log.info("%s", slip.get(timeout=5))
        except (InstrumentError, OutOfTolerance, Refused) as error:
            return error
        return None


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    meters = [
        Voltmeter("V-100"),
        Voltmeter("V-101", offset=0.25),
        Voltmeter("V-102", full_scale=3.0),
        Voltmeter("V-103", sealed=True),
    ]
    for meter, error in Bench(places=2).check(meters, volts=5.0):
        print(meter.serial, "passed" if error is None else f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
