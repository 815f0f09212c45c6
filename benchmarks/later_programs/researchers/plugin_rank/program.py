"""Rank abstracts with every scorer of the scorers folder."""
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from loading import apply_scorer, load_scorer

ABSTRACTS = {
    "a1": "glacier melt and sea level",
    "a2": "sea ice extent in a warm sea",
    "a3": "pollen records of alpine lakes",
}
QUERY = ("sea", "ice", "extent")


def scorer_files():
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scorers")
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.name.endswith(".py") and callable(getattr(load_scorer(entry.path), "score", None)):
            yield entry.path


def rank(executor, path, query):
    futures = {name: executor.submit(apply_scorer, path, query, text) for name, text in ABSTRACTS.items()}
    scores = {name: future.result() for name, future in futures.items()}
    return sorted(scores, key=scores.get, reverse=True)


def main():
    with ProcessPoolExecutor(max_workers=2) as executor:
        rankings = {os.path.basename(path): rank(executor, path, QUERY) for path in scorer_files()}
    print(rankings, file=sys.stderr)
    print("ok" if [order[0] for order in rankings.values()] == ["a2", "a2"] else "bad ranking")


if __name__ == "__main__":
    main()
