from enum import Enum
from multiprocessing.context import BaseContext


class Quantity(Enum):
    DOOR_CYCLES = "doors"
    DISTANCE_MM = "distance"
    STARTS = "starts"


class CounterFactory:
    """Every fleet counter is made here, so that all of them are of one kind."""

    TYPECODE = "i"

    def __init__(self, context: BaseContext):
        self.context = context

    def create(self):
        return self.context.Value(self.TYPECODE, 0)

    def board(self):
        return {quantity: self.create() for quantity in Quantity}
