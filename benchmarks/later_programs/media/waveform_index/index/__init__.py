from .indexer import Indexer
from .report import overview

__all__ = ["Indexer", "overview"]
