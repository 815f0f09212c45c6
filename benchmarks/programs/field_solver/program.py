import math
import multiprocessing
from dataclasses import dataclass

from fleet import Fleet


@dataclass
class Block:
    row: int
    values: list


def relax(row, width, results):
    values = [math.sin(row * 0.1) * math.cos(x * 0.01) for x in range(width)]
    for _ in range(2):
        values = [
            (values[x - 1] + values[x] + values[(x + 1) % width]) / 3
            for x in range(width)
        ]
    results.put(Block(row, values))


def main():
    rows, width = 4, 30000
    context = multiprocessing.get_context()
    results = context.Queue()
    fleet = Fleet(context, results)
    for row in range(rows):
        fleet.launch(relax, row, width)
    blocks = fleet.finish()
    blocks.sort(key=lambda block: block.row)
    assert [block.row for block in blocks] == list(range(rows))
    assert all(len(block.values) == width for block in blocks)
    print("ok")


if __name__ == "__main__":
    main()
