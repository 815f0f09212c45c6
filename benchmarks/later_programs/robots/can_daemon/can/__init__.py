from .frames import Frame, parse
from .tool import decode_arguments

__all__ = ["Frame", "decode_arguments", "parse"]
