"""Builds the index of release notes from what the exporter of each site prints."""
import itertools
import json
import pathlib
import sys
from concurrent.futures import ThreadPoolExecutor

from shell import Tool

EXPORTER = Tool(sys.executable, pathlib.Path(__file__).with_name("tools") / "export_notes.py")
SITES = ("warszawa", "lyon", "riga")


class NoteIndex:
    def __init__(self):
        self._by_word = {}

    def add(self, note):
        for word in note["title"].split():
            self._by_word.setdefault(word.casefold(), []).append(note["id"])

    def __getitem__(self, word):
        return sorted(self._by_word.get(word.casefold(), ()))

    def __len__(self):
        return len(self._by_word)


def notes_of(site):
    return [json.loads(line) for line in EXPORTER.lines("--site", site)]


def build(sites, threads=2):
    index = NoteIndex()
    with ThreadPoolExecutor(threads) as executor:
        for note in itertools.chain.from_iterable(executor.map(notes_of, sites)):
            index.add(note)
    return index


def main():
    index = build(SITES)
    for word in ("Łódź", "Équipe", "sākums"):
        print(ascii(word), index[word])
    found = [index[word] for word in ("Łódź", "Équipe", "sākums")]
    print("ok" if all(found) else f"words without notes in an index of {len(index)}")


if __name__ == "__main__":
    main()
