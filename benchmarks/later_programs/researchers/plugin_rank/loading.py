import importlib.util
from functools import lru_cache


@lru_cache(maxsize=None)
def load_scorer(path):
    """Load a scorer file; every process keeps its own copy of the module."""
    spec = importlib.util.spec_from_file_location("scorer_" + path.rsplit("/", 1)[-1][:-3], path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def apply_scorer(path, query, text):
    return load_scorer(path).score(query, text)
