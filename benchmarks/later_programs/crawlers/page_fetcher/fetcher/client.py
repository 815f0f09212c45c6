"""The client that runs in the worker processes."""
import zlib

from .errors import NotFound, RateLimited


def _respond(url, attempt):
    """Stands for the connection: status, headers and body."""
    path = url.split("/", 3)[3]
    if path.startswith("missing/"):
        return 404, {}, b""
    if path.startswith("busy/") and attempt == 1:
        return 429, {"retry-after": "0.05"}, b""
    return 200, {"content-encoding": "deflate"}, zlib.compress(f"<p>{path}</p>".encode())


def download(url, attempt=1):
    status, headers, body = _respond(url, attempt)
    if status == 404:
        raise NotFound(url, status, "Not Found")
    if status == 429:
        raise RateLimited(url, float(headers["retry-after"]))
    return zlib.decompress(body).decode()
