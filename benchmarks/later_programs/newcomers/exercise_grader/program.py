"""Check that the model answer of every exercise gets full marks."""
import multiprocessing as mp
import sys

import loader


def describe(name):
    exercise = loader.load(name)
    return f"{name} ({len(exercise.CASES)} cases)"


def main():
    names = loader.available()
    print("checking", ", ".join(describe(name) for name in names))
    with mp.Pool(processes=2) as pool:
        marks = dict(pool.map(loader.grade_model, names))
    if wrong := [name for name, mark in marks.items() if mark < 1]:
        sys.exit(f"model answers with mistakes: {wrong}")
    print("ok")


if __name__ == "__main__":
    main()
