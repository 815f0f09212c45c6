"""A few simple forecasters."""
from base import Forecaster


class Naive(Forecaster):
    def predict(self, history):
        return [history[-1]] * self.horizon


class Seasonal(Forecaster):
    def __init__(self, period=4):
        self.period = period

    def predict(self, history):
        return [history[-self.period + step % self.period] for step in range(self.horizon)]


class Drift(Forecaster):
    def predict(self, history):
        slope = (history[-1] - history[0]) / (len(history) - 1)
        return [history[-1] + slope * step for step in range(1, self.horizon + 1)]


CANDIDATES = {"naive": Naive(), "seasonal": Seasonal(), "drift": Drift()}
