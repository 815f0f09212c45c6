from .metrics import *  # noqa: F401,F403
from .registry import METRICS, metric, run_all

__all__ = ["METRICS", "metric", "run_all", "length", "turns"]
