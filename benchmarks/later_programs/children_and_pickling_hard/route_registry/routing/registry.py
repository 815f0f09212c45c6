import functools
from concurrent.futures import ProcessPoolExecutor

METRICS = {}


def metric(unit):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(points, *, digits=3):
            if len(points) < 2:
                return 0.0, unit
            return round(function(points), digits), unit

        METRICS[function.__name__] = wrapper
        return wrapper

    return decorate


def run_all(points, digits, executor_class=ProcessPoolExecutor):
    with executor_class(max_workers=2) as executor:
        futures = {
            name: executor.submit(functools.partial(function, digits=digits), points)
            for name, function in METRICS.items()
        }
        return {name: future.result(timeout=15) for name, future in futures.items()}
