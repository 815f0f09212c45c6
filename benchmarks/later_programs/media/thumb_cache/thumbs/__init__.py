from .maker import Thumbnailer

__all__ = ["Thumbnailer"]
