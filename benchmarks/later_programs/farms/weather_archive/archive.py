"""Access to the archive of the weather station (one line an hour: hour;celsius;mm)."""
import os

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "station.txt")


class Archive:
    def __init__(self, path=PATH):
        self.path = path
        self.fh = open(path, "rb")

    def rows(self):
        for raw in self.fh:
            hour, celsius, rain = raw.decode("ascii").split(";")
            yield int(hour), float(celsius), float(rain)


class Report:
    name = "?"

    def value(self, rows):
        raise NotImplementedError

    def make(self, archive, answers):
        rows = list(archive.rows())
        answers.put((self.name, len(rows), self.value(rows) if rows else None))


class Coldest(Report):
    name = "coldest"

    def value(self, rows):
        return min(r[1] for r in rows)


class RainSum(Report):
    name = "rain"

    def value(self, rows):
        return round(sum(r[2] for r in rows), 1)
