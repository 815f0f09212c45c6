from .contexts import chosen_context, describe
from .relax import relax_all

__all__ = ["chosen_context", "describe", "relax_all"]
