from .rle import decode, encode

__all__ = ["decode", "encode"]
