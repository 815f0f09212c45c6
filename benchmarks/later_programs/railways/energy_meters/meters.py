from __future__ import annotations

from enum import Enum


class MeterKind(Enum):
    TRACTION_WS = ("traction", "q")
    RECUPERATED_WS = ("recuperated", "q")
    HEATING_KWH = ("heating", "d")
    READINGS = ("readings", "i")

    def __init__(self, label: str, typecode: str):
        self.label = label
        self.typecode = typecode


class Meter:
    def __init__(self, cell):
        self._cell = cell

    def __iadd__(self, amount):
        with self._cell.get_lock():
            self._cell.value += amount
        return self

    def read(self):
        with self._cell.get_lock():
            return self._cell.value


class MeterCabinet:
    def __init__(self, context):
        self.meters = {kind: Meter(context.Value(kind.typecode, 0)) for kind in MeterKind}

    def add(self, kind: MeterKind, amount) -> None:
        self.meters[kind] += amount

    def read(self, kind: MeterKind):
        return self.meters[kind].read()
