"""Sweep of learning rates for a least-squares line."""

from concurrent.futures import ProcessPoolExecutor

from harness import Experiment

experiment = Experiment("lr_sweep")


@experiment.config
def defaults():
    return {"rates": [0.001, 0.01, 0.05], "epochs": 60, "workers": 2}


def make_line(slope=3.0, bias=-1.0, count=40):
    xs = [i / count for i in range(count)]
    return [(x, slope * x + bias) for x in xs]


def train(rate, epochs):
    slope, bias = 0.0, 0.0
    points = make_line()
    for _ in range(epochs):
        for x, y in points:
            error = slope * x + bias - y
            slope -= rate * error * x
            bias -= rate * error
    return sum((slope * x + bias - y) ** 2 for x, y in points) / len(points)


@experiment.automain
def main(rates, epochs, workers):
    with ProcessPoolExecutor(max_workers=workers) as executor:
        losses = list(executor.map(train, rates, [epochs] * len(rates)))
    best = min(zip(losses, rates))
    return f"best rate {best[1]} (loss {best[0]:.4f})"
