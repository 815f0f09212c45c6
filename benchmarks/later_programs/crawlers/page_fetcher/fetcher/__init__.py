from .client import download
from .errors import FetchError, RateLimited

__all__ = ["FetchError", "RateLimited", "download"]
