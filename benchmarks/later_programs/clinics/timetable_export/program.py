"""Export the timetable of every form as text, and say which rooms are booked twice."""

import multiprocessing
from collections import Counter

from roster import Lesson, spread

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
LESSONS = [
    Lesson("7a", "Mon", 1, "maths", "104"),
    Lesson("7a", "Mon", 2, "music", "aula"),
    Lesson("7b", "Mon", 1, "art", "201"),
    Lesson("7b", "Tue", 3, "maths", "104"),
    Lesson("8a", "Mon", 2, "sports", "hall"),
    Lesson("8a", "Fri", 1, "physics", "lab 2"),
]


def page(form):
    lines = [f"Timetable {form}"]
    for day in DAYS:
        lessons = sorted((x.period, x.subject, x.room) for x in LESSONS if (x.form, x.day) == (form, day))
        if lessons:
            lines.append(f"  {day}: " + ", ".join(f"{p}. {s} ({r})" for p, s, r in lessons))
    return "\n".join(lines)


def double_bookings():
    used = Counter((lesson.slot, lesson.room) for lesson in LESSONS)
    return [place for place, times in used.items() if times > 1]


def main():
    forms = sorted({lesson.form for lesson in LESSONS})
    for text in spread(page, forms):
        print(text)
    print("booked twice:", double_bookings() or "nothing")
    print("ok")


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
