from .sample import write_sample
from .store import NumberedStore

__all__ = ["NumberedStore", "write_sample"]
