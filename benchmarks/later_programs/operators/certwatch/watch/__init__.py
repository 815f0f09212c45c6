from .errors import CertError, Unreachable  # noqa: F401
from .inspection import inspect  # noqa: F401
