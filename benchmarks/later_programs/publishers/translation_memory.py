"""Translates segments with a memory on disk; new translations are appended to it."""
import csv
import itertools
import multiprocessing as mp
import os
import tempfile

DICTIONARY = {"good": "gut", "morning": "Morgen", "evening": "Abend", "book": "Buch", "the": "das"}

SEGMENTS = ["good morning", "good evening", "the book", "the good book"]


def translate(segment):
    return " ".join(DICTIONARY.get(word, word) for word in segment.split())


def translate_and_store(segment, memory, lock):
    translated = translate(segment)
    with lock:
        with open(memory, "a", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerow([segment, translated])
    return translated


def load(memory):
    with open(memory, newline="", encoding="utf-8") as stream:
        return dict(csv.reader(stream))


def run(segments, memory, jobs=2):
    lock = mp.Lock()
    with mp.Pool(jobs) as pool:
        arguments = zip(segments, itertools.repeat(memory), itertools.repeat(lock))
        return pool.starmap(translate_and_store, arguments, chunksize=1)


if __name__ == "__main__":
    handle, path = tempfile.mkstemp(suffix=".csv")
    os.close(handle)
    try:
        for source, target in zip(SEGMENTS, run(SEGMENTS, path)):
            print(f"{source} -> {target}")
        stored = load(path)
    finally:
        os.unlink(path)
    print("ok" if stored["the book"] == "das Buch" and len(stored) == 4 else "incomplete memory")
