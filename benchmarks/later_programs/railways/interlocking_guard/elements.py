from abc import ABC, abstractmethod

from failures import PointsFailure, RelayFailure, SignalFailure


class Element(ABC):
    def __init__(self, name, reading):
        self.name = name
        self.reading = reading

    @abstractmethod
    def check(self):
        ...


class Points(Element):
    def check(self):
        if self.reading > 4:
            raise PointsFailure(element=self.name, severity="high")
        return self.name


class Signal(Element):
    def check(self):
        if self.reading == 0:
            raise SignalFailure(self.name, severity="low")
        return self.name


class Relay(Element):
    def check(self):
        if self.reading < 20:
            raise RelayFailure(self.name, self.reading)
        return self.name
