NAME = "zero-crossing rate"


def extract(frame):
    changes = sum(1 for a, b in zip(frame, frame[1:]) if (a < 0) != (b < 0))
    return changes / max(len(frame) - 1, 1)
