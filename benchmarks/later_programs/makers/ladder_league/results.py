"""Where the results of the chess ladder come from."""
from multiprocessing.dummy import Pool

CLUBS = ["Pawns United", "Rook City", "Knight Riders", "Bishop Auckland"]


def parse(line):
    home, score, away = (part.strip() for part in line.split("|"))
    ours, theirs = score.split("-")
    return home, away, float(ours), float(theirs)


LINES = [
    "Pawns United | 3-1 | Rook City",
    "Knight Riders | 2-2 | Bishop Auckland",
    "Rook City | 4-0 | Knight Riders",
    "Bishop Auckland | 1.5-2.5 | Pawns United",
]

# the real sheets come from slow network drives, so that threads help here
with Pool(4) as readers:
    RESULTS = readers.map(parse, LINES)
    readers.close()
    readers.join()
