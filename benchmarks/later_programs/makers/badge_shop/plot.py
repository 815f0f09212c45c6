"""Turns the text of a badge into a file for the pen plotter."""


def wrap(text, size):
    lines = text.split("\n")
    for line in lines:
        if len(line) * 2 > size:
            raise ValueError(f"{line!r} does not fit on {size} mm")
    return lines


def plot(order, folder):
    lines = wrap(order.text, order.size)
    y = 10
    with open(folder / f"{order.name}.plt", "w", encoding="ascii") as out:
        out.write("IN;SP1;\n")
        for line in lines:
            out.write(f"PU0,{y};LB{line}\x03;\n")
            y += 8
        out.write("SP0;\n")
