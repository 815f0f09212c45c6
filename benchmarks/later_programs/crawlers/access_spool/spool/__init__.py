from .client import SpoolClient
from .collector import Collector

__all__ = ["Collector", "SpoolClient"]
