LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]
EMPTY = "." * 9


def free(cells):
    return [i for i, c in enumerate(cells) if c == "."]


def put(cells, at, sign):
    return cells[:at] + sign + cells[at + 1:]


def winner(cells):
    for a, b, c in LINES:
        if cells[a] != "." and cells[a] == cells[b] == cells[c]:
            return cells[a]
    return None if free(cells) else "-"
