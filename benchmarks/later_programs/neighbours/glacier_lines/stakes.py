"""Stakes in the ice."""

STAKES = ["A1", "A2", "B1"]


def measure(sender, stake, months):
    height = 2.5 + len(stake) / 10
    for month in range(months):
        height -= 0.1 if 4 < month < 9 else -0.05
        sender.send((stake, round(height, 2)))
    sender.close()
