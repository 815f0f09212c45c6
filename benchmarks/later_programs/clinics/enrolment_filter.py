"""Which applicants for the language courses can be enrolled.

People on the list of the finance office (unpaid fees) must not be enrolled, nor those
whose course is full.
"""
import asyncio
from concurrent import futures
import io

APPLICANTS = [
    ("S-101", "Italian 1"), ("S-102", "Italian 1"), ("S-103", "Polish 2"), ("S-104", "Italian 1"),
    ("S-105", "Polish 2"), ("S-106", "Arabic 1"), ("S-107", "Arabic 1"), ("S-108", "Polish 2"),
]
FINANCE_LIST = io.StringIO("S-102  45.00\nS-107  12.50\n# S-105 paid on Monday\nS-108  90.00\n")

blocked = set()
full_courses = []


def read_finance_list(stream):
    for line in stream:
        if line.strip() and not line.startswith("#"):
            blocked.add(line.split()[0])


def decide(applicant):
    student, course = applicant
    if student in blocked:
        return student, course, "unpaid fees"
    if course in full_courses:
        return student, course, "waiting list"
    return student, course, "enrolled"


def count(decisions):
    totals = {}
    for _, _, decision in decisions:
        totals[decision] = totals.get(decision, 0) + 1
    return totals


async def decide_all(applicants):
    loop = asyncio.get_running_loop()
    with futures.ProcessPoolExecutor(max_workers=2) as executor:
        return await asyncio.gather(*(loop.run_in_executor(executor, decide, a) for a in applicants))


async def main():
    read_finance_list(FINANCE_LIST)
    full_courses.append("Arabic 1")
    print("blocked students:", ", ".join(sorted(blocked)))

    decisions = await decide_all(APPLICANTS)
    for student, course, decision in decisions:
        print(student, course.ljust(10), decision)
    totals = count(decisions)
    for decision in sorted(totals):
        print("%s: %d" % (decision, totals[decision]))
    if totals["enrolled"] == 4:
        print("ok")


if __name__ == "__main__":
    asyncio.run(main())
