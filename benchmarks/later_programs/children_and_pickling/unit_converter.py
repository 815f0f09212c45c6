"""A stage of a pipeline in a process of its own."""
import multiprocessing
from typing import Callable, Optional


class Stage(multiprocessing.Process):
    def __init__(self, source, sink, convert: Optional[Callable] = None):
        super().__init__()
        self.source = source
        self.sink = sink
        self.convert = convert

    def run(self):
        while True:
            item = self.source.recv()
            if item is None:
                break
            self.sink.send(self.convert(item) if self.convert else item)
        self.sink.send(None)


def scaled(factor: float, offset: float = 0.0) -> Callable[[float], float]:
    def apply(value: float) -> float:
        return value * factor + offset

    return apply


def run(values, convert):
    feed_r, feed_w = multiprocessing.Pipe(duplex=False)
    out_r, out_w = multiprocessing.Pipe(duplex=False)
    stage = Stage(feed_r, out_w, convert)
    stage.start()
    feed_r.close()
    out_w.close()
    for value in values:
        feed_w.send(value)
    feed_w.send(None)
    results = list(iter(out_r.recv, None))
    stage.join()
    return results


def main():
    celsius = [-40.0, 0.0, 21.5, 100.0]
    fahrenheit = run(celsius, scaled(1.8, 32))
    for c, f in zip(celsius, fahrenheit):
        print(f"{c:7.1f} C = {f:7.1f} F")


if __name__ == "__main__":
    main()
