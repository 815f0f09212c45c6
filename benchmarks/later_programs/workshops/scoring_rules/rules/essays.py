"""Rules of the essay contest; edited by the jury, not part of the program."""

FORBIDDEN = {"very", "really", "literally"}
LIMIT = 40


def score(essay):
    words = essay.lower().split()
    points = min(len(words), LIMIT)
    points -= 3 * sum(word.strip(".,") in FORBIDDEN for word in words)
    return max(points, 0)
