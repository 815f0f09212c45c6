from dataclasses import dataclass


@dataclass(frozen=True)
class Lesson:
    form: str
    day: str
    period: int
    subject: str
    room: str

    @property
    def slot(self):
        return self.day, self.period
