from .metered import Metered

__all__ = ["Metered"]
