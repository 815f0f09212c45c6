NAME = "short-time energy"


def extract(frame):
    return sum(x * x for x in frame) / len(frame)
