# each step: list of (column, row, width, colour)
FIRE_TRUCK = [
    [(0, 0, 8, "black")],
    [(0, 1, 8, "red"), (0, 0, 8, "black")],
    [(0, 2, 3, "red"), (5, 2, 3, "yelow")],
    [(0, 3, 3, "blue"), (3, 3, 5, "white")],
]
