import time
from typing import NamedTuple


class Call(NamedTuple):
    ship: str
    boxes: int
    cranes: int


def turnaround(call):
    time.sleep(call.boxes / 5000)
    return call.ship, call.boxes // call.cranes


def wait_for_tide(call, pace):
    time.sleep(call.boxes / 10000)
    return call.boxes // pace
