"""Find double bookings and overfull rooms in next term's timetable."""
import argparse
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import StringIO
import csv

ROOM_LIST = """room,seats
A1,30
A2,24
lab,16
hall,120
"""
DAYS = ("Mon", "Tue", "Wed")


@dataclass(frozen=True)
class Lesson:
    day: str
    period: int
    room: str
    group: str
    size: int


LESSONS = (
    Lesson("Mon", 1, "A1", "7b", 28), Lesson("Mon", 1, "A1", "8a", 27),
    Lesson("Mon", 2, "lab", "9c", 15), Lesson("Tue", 1, "lab", "7b", 28),
    Lesson("Tue", 4, "hall", "8a", 27), Lesson("Wed", 3, "A2", "9c", 15),
)


def read_rooms(text):
    return {row["room"]: int(row["seats"]) for row in csv.DictReader(StringIO(text))}


def overfull(lesson):
    return lesson.size > seats[lesson.room]


def check_day(day):
    slots = defaultdict(list)
    problems = []
    for lesson in LESSONS:
        if lesson.day != day:
            continue
        slots[lesson.period, lesson.room].append(lesson.group)
        if overfull(lesson):
            problems.append(f"{day}: {lesson.group} does not fit in {lesson.room}")
    problems += [
        f"{day}: {' and '.join(groups)} both in {room}"
        for (period, room), groups in slots.items() if len(groups) > 1
    ]
    return problems


def main(argv=None):
    global seats
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(argv)
    seats = read_rooms(ROOM_LIST)
    with ProcessPoolExecutor(max_workers=options.workers) as executor:
        problems = [p for day in executor.map(check_day, DAYS) for p in day]
    print(*problems, sep="\n")
    assert len(problems) == 2, problems
    print("ok")


if __name__ == "__main__":
    main()
