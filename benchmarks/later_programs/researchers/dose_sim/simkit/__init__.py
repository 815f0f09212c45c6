"""simkit: a small Monte Carlo toolkit for dose calculations."""
import multiprocessing

from .phantom import Phantom
from .transport import run_histories

multiprocessing.set_start_method("spawn")

__all__ = ["Phantom", "run_histories"]
__version__ = "0.4.1"
