from functools import partial

from .batch import process_map


def tile(frame, edge):
    step_x, step_y = frame.width / edge, frame.height / edge
    return [
        bytes(frame.pixel(int(x * step_x), int(y * step_y)) for x in range(edge))
        for y in range(edge)
    ]


def rows_of(tiles, columns):
    for start in range(0, len(tiles), columns):
        yield tiles[start:start + columns]


def contact(frames, *, edge, columns, jobs):
    """The bytes of the sheet, row of tiles after row of tiles."""
    tiles = list(process_map(partial(tile, edge=edge), frames, max_workers=jobs))
    out = bytearray()
    for row in rows_of(tiles, columns):
        for line in range(edge):
            for each in row:
                out += each[line]
    return bytes(out)
