"""What the kiosk at the entrance shows."""


def frame(lines, width=40):
    edge = "+" + "-" * (width - 2) + "+"
    return "\n".join([edge] + ["| " + line.ljust(width - 4)[: width - 4] + " |" for line in lines] + [edge])
