"""Score a karaoke night: the recordings are compared with the tunes in a pool."""
from multiprocessing import Pool

TUNES = {
    "Waterloo": [62, 64, 66, 67, 69],
    "Yesterday": [67, 65, 65, 69, 71],
    "Halo": [61, 64, 68, 69, 68],
}

RECORDINGS = [
    ("Mia", "Waterloo", [62, 64, 66, 68, 69]),
    ("Tom", "Yesterday", [66, 65, 66, 69, 72]),
    ("Ada", "Halo", [61, 64, 68, 69, 68]),
    ("Jon", "Waterloo", [60, 64, 61, 68, 70]),
]


class Scoreboard:
    """Who has how many points, best first."""

    def __init__(self):
        self.rows = []

    def record(self, singer, points):
        self.rows.append((points, singer))
        self.rows.sort(reverse=True)

    def failed(self, error):
        print("could not score:", error)

    def __str__(self):
        return "\n".join("%3d  %s" % row for row in self.rows)


def score(singer, tune, notes):
    wrong = sum(abs(sung - meant) for sung, meant in zip(notes, TUNES[tune]))
    return singer, max(0, 100 - 5 * wrong)


def main():
    board = Scoreboard()
    pool = Pool(processes=2)
    for recording in RECORDINGS:
        pool.apply_async(score, recording, callback=board.record, error_callback=board.failed)
    pool.close()
    pool.join()
    print(board)
    assert len(board.rows) == len(RECORDINGS)
    print("ok")


if __name__ == "__main__":
    main()
