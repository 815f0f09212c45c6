from .images import ImageStore

__all__ = ["ImageStore"]
