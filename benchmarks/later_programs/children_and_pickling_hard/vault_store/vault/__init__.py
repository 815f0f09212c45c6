from .base import Guarded
from .documents import DocumentVault

__all__ = ["DocumentVault", "Guarded"]
