#!/usr/bin/env python3
# grades the quiz of my class with several processes
import multiprocessing
import sys

KEY = "ABBACD"
answers = [
    ("anna", "ABBACD"),
    ("ben", "ABBAAD"),
    ("chloe", "ABB"),
    ("dan", "DBBACD"),
]


def check_length(name, sheet):
    if len(sheet) != len(KEY):
        print("bad answer sheet:", name)
        sys.exit(1)


def grade(entry):
    name = entry[0]
    sheet = entry[1]
    check_length(name, sheet)
    points = 0
    for i in range(len(KEY)):
        if sheet[i] == KEY[i]:
            points = points + 1
    return (name, points)


def main():
    with multiprocessing.Pool(2) as pool:
        try:
            results = pool.map(grade, answers, chunksize=1)
        except Exception as e:
            print("something went wrong:", e)
            results = []

    best = 0
    for name, points in results:
        print(name, "has", points, "points")
        if points > best:
            best = points
    print("best:", best)
    print("ok")


if __name__ == "__main__":
    main()
