"""Stations read one channel and write another, each in a process of its own."""
from __future__ import annotations

import multiprocessing
from typing import ClassVar, Dict, Type

from channels import Channel


def _operate(station: "Station") -> None:
    for reading in station.source:
        station.sink.offer(station.convert(reading))
    station.sink.finish()


class Station:
    kinds: ClassVar[Dict[str, Type["Station"]]] = {}
    isolated = multiprocessing.get_context("spawn")

    def __init_subclass__(cls, kind: str, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        Station.kinds[kind] = cls

    def __init__(self, source: Channel, sink: Channel) -> None:
        self.source = source
        self.sink = sink

    def convert(self, reading: float) -> float:
        raise NotImplementedError

    def launch(self):
        process = self.isolated.Process(target=_operate, args=(self,), name=type(self).__name__)
        process.start()
        return process


class Celsius(Station, kind="celsius"):
    def convert(self, reading: float) -> float:
        return round((reading - 32.0) / 1.8, 2)


class Clamp(Station, kind="clamp"):
    low, high = -40.0, 60.0

    def convert(self, reading: float) -> float:
        return min(self.high, max(self.low, reading))
