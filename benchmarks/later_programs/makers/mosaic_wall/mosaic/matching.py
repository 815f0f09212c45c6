from .pieces import distance


def prepare(box, size):
    global stones, tile
    stones = box
    tile = size


def mean_colour(row, column, picture):
    pixels = [
        picture(x, y)
        for y in range(row * tile, (row + 1) * tile)
        for x in range(column * tile, (column + 1) * tile)
    ]
    return tuple(sum(channel) // len(pixels) for channel in zip(*pixels))


def match_row(task):
    row, columns, picture = task
    found = []
    for column in range(columns):
        colour = mean_colour(row, column, picture)
        found.append(min(stones, key=lambda name: distance(stones[name], colour)))
    return found
