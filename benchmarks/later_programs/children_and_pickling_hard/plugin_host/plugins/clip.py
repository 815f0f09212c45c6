TITLE = "limit to the unit range"


def run(samples):
    return [min(1.0, max(-1.0, s)) for s in samples]
