TITLE = "moving average"


def run(samples):
    padded = [samples[0], *samples, samples[-1]]
    return [sum(padded[i:i + 3]) / 3 for i in range(len(samples))]
