import os
import sys
import traceback

COLOURS = {"black": "#", "red": "r", "yellow": "y", "blue": "b", "white": "w"}


class Canvas:
    def __init__(self, width=8, height=4):
        self.rows = [["."] * width for _ in range(height)]

    def brick(self, column, row, width, colour):
        mark = COLOURS[colour]
        for x in range(column, column + width):
            self.rows[row][x] = mark

    def __str__(self):
        return "\n".join("".join(row) for row in reversed(self.rows))


def render_step(task):
    number, bricks = task
    try:
        canvas = Canvas()
        for brick in bricks:
            canvas.brick(*brick)
        return number, str(canvas)
    except Exception:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
