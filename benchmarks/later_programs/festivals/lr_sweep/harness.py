"""A tiny experiment harness in the manner of the big ones: configuration functions and an automatic main."""

import time


class Experiment:
    """Collects parameters from configuration functions and runs one main function with them."""

    def __init__(self, name):
        self.name = name
        self.params = {}
        self.took = None

    def config(self, function):
        self.params.update(function())
        return function

    def automain(self, function):
        """Decorator for the function that is the experiment."""
        self._run(function)
        return function

    def _run(self, function):
        began = time.perf_counter()
        result = function(**self.params)
        self.took = time.perf_counter() - began
        print(f"{self.name}: {result}")
        print("ok")
