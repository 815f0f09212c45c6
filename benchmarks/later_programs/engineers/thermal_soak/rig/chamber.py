"""Probes of the climatic chamber."""
import math

from .base import SensorProcess


class Thermocouple(SensorProcess):
    unit = "degC"

    def convert(self, index):
        return 85.0 - 60.0 * math.exp(-index / 40.0)


class HumidityProbe(SensorProcess):
    unit = "%RH"

    def convert(self, index):
        return 35.0 + 50.0 * math.exp(-index / 25.0)
