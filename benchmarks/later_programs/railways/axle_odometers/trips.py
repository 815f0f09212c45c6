from typing import NamedTuple

from counters import Quantity

WHEEL_MM = 2_890


class Trip(NamedTuple):
    unit: str
    revolutions: int
    stops: int


class TripRecorder:
    def __init__(self, trips, board):
        self.trips = trips
        self.board = board

    def _add(self, quantity, amount):
        counter = self.board[quantity]
        with counter.get_lock():
            counter.value += amount

    def record(self):
        for trip in self.trips:
            self._add(Quantity.DISTANCE_MM, trip.revolutions * WHEEL_MM)
            self._add(Quantity.DOOR_CYCLES, 2 * trip.stops)
            self._add(Quantity.STARTS, 1)
