"""Count the sailing terms in a folder of letters."""
import argparse
import tempfile
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

from glossary import Glossary, Scanner, TermScanner

TERMS = {"jib": "a foresail", "jib sheet": "its rope", "leeward": "downwind", "tack": "a course"}
LETTERS = {
    "june.txt": "We lost the jib sheet on the first tack, and the jib with it.",
    "july.txt": "Leeward of the island nothing moved. A tack of nine hours.",
    "august.txt": "Home. No sailing.",
}


def scan_file(path):
    return path.name, Scanner.active().count(path.read_text(encoding="utf-8"))


def letters(folder, least):
    for path in sorted(folder.glob("*.txt")):
        if path.stat().st_size >= least:
            yield path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--least", type=int, default=1, help="skip files smaller than this")
    options = parser.parse_args()

    glossary = Glossary(TERMS)
    total = Counter()
    with tempfile.TemporaryDirectory(prefix="letters-") as name:
        folder = Path(name)
        for filename, text in LETTERS.items():
            (folder / filename).write_text(text, encoding="utf-8")
        with Pool(2, initializer=TermScanner.install, initargs=(glossary.pattern(),)) as pool:
            for filename, hits in pool.imap(scan_file, letters(folder, options.least)):
                print(filename, hits)
                total.update(dict(hits))
    print("most frequent:", total.most_common(1)[0][0], total.most_common(1)[0][1])


if __name__ == "__main__":
    main()
