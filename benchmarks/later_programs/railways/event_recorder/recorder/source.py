import time
from abc import ABC, abstractmethod


class EventSource(ABC):
    name = "source"

    def __init__(self, journal, count):
        self.journal = journal
        self.count = count

    @abstractmethod
    def event(self, number):
        ...

    def record(self):
        logger = self.journal.open()
        for number in range(self.count):
            logger.info("%s", self.event(number))
            time.sleep(0.001)


class BrakePipe(EventSource):
    name = "brake"

    def event(self, number):
        return "pressure %.2f bar" % (5.0 - number % 10 * 0.05)


class Pantograph(EventSource):
    name = "panto"

    def event(self, number):
        return "contact force %d N" % (70 + number % 25)


class Doors(EventSource):
    name = "doors"

    def event(self, number):
        return "side %s %s" % ("AB"[number % 2], ("closed", "open")[number // 2 % 2])


SOURCES = (BrakePipe, Pantograph, Doors)
