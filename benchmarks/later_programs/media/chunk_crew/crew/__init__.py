from .dispatch import Dispatcher
from .work import Rendition

__all__ = ["Dispatcher", "Rendition"]
