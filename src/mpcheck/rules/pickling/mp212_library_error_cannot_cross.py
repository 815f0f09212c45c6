"""MP212: a worker calls a library whose usual error cannot be sent to the parent."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.exceptions import escaping
from mpcheck.model.module import Module
from mpcheck.model.tables.library_errors import LibraryError, error_of
from mpcheck.model.values import Object
from mpcheck.rules.base import Example, Outcome, Rule


def check(module: Module) -> Iterator[Finding]:
    """Report calls out of which an error of a library gets that does not arrive as what it is."""
    for function in module.worker_tasks:
        for call in function.calls:
            error = error_of(_name(module, call))
            task = escaping(module, call, {"", *error.ancestors, "Exception", "BaseException"}) if error else None
            if error and task:
                is_lost = error.is_lost or _is_closed(module, call)
                message = _message(error, task.event.kind, is_lost=is_lost)
                related = [(task.event.call, "sent to a worker process here")]
                # An error comes anyway: who uses a library for more than this task hardly minds which one.
                is_slight = not (is_lost or module.is_here(call) or function in module.functions(task.callables))
                confidence = Confidence.LOW if is_slight else Confidence.MEDIUM
                breaks = module.targets_of(task.event)
                yield from RULE.at(module, call, message, breaks=breaks, related=related, confidence=confidence)


def _name(module: Module, call: ast.Call) -> str:
    """The dotted name of what a call surely calls, be it a function of a library or a method of one of its objects."""
    values = module.values(call)
    names = {one.name for one in values if isinstance(one, Object) and one.call is call}
    return names.pop() if len(names) == 1 == len(values) else ""


def _is_closed(module: Module, call: ast.Call) -> bool:
    """Whether a handler closes the error before it raises it again: it can be pickled then, and not be rebuilt."""
    handlers = (handler for outer in module.ancestors(call) if isinstance(outer, ast.Try) for handler in outer.handlers)
    return any(
        isinstance(node, ast.Attribute) and node.attr == "close" and getattr(node.value, "id", "") == handler.name
        for handler in handlers
        for node in ast.walk(handler)
    )


def _message(error: LibraryError, kind: str, *, is_lost: bool) -> str:
    if not is_lost:
        return f"`{error.name}` that this may raise cannot be pickled: the parent gets an error about that in its place"
    then = "the pool waits for ever" if kind == "pool" else "the executor breaks"
    return f"`{error.name}` that this may raise cannot be rebuilt in the parent; {then}"


_SERVER = """
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread


class Refusing(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_error(404)

    def log_message(self, *args):
        pass


def serve():
    server = HTTPServer(("127.0.0.1", 0), Refusing)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/page"
"""

_POOL = """
import urllib.request
from multiprocessing import Pool
from urllib.error import HTTPError

from refusing import serve


def fetch(url):
    with urllib.request.urlopen(url) as answer:  # MP212
        return answer.read()


if __name__ == "__main__":
    with Pool(1) as pool:
        try:
            print(pool.map(fetch, [serve()]))
        except HTTPError as error:
            print("ok" if error.code == 404 else error)
"""

_CALLED = """
from concurrent.futures import ProcessPoolExecutor
from urllib import error
from urllib.request import Request, urlopen

from refusing import serve


def read(url):
    return urlopen(Request(url), timeout=20).read()  # MP212


def size(url):
    try:
        return len(read(url))
    except ValueError:
        return 0


def main():
    with ProcessPoolExecutor(1) as executor:
        try:
            print(executor.submit(size, serve()).result())
        except error.HTTPError:
            print("ok")


if __name__ == "__main__":
    main()
"""

_RPC_SERVER = """
from threading import Thread
from xmlrpc.server import SimpleXMLRPCServer


def serve():
    server = SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False)
    Thread(target=server.serve_forever, daemon=True).start()
    return "http://127.0.0.1:%d/" % server.server_address[1]
"""

_FAULT = """
from multiprocessing import Pool
from xmlrpc import client

from calls import serve


def ask(url):
    proxy = client.ServerProxy(url)
    return proxy.missing()  # MP212


if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.apply(ask, (serve(),)))
"""

_CLOSED = """
import urllib.error
import urllib.request
from multiprocessing import Pool

from refusing import serve


def fetch(url):
    try:
        return urllib.request.urlopen(url).read()  # MP212
    except urllib.error.HTTPError as refused:
        print(refused.code)
        refused.close()
        raise


if __name__ == "__main__":
    with Pool(1) as pool:
        print(pool.map(fetch, [serve()]))
"""

_ANSWERED = """
import urllib.error
import urllib.request
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool

from refusing import serve


def status(url):
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def read(url):
    return urllib.request.urlopen(url).read()


def read_or_say(url):
    try:
        return read(url)
    except OSError as error:
        raise RuntimeError(str(error)) from None


def main():
    url = serve()
    with Pool(1) as pool:
        assert pool.map(status, [url]) == [404]
    with ProcessPoolExecutor(1) as executor:
        assert "404" in str(executor.submit(read_or_say, url).exception())


if __name__ == "__main__":
    main()
    print("ok")
"""

_THREADS = """
from multiprocessing.pool import ThreadPool
from urllib.error import HTTPError
from urllib.request import urlopen

from refusing import serve


def read(url):
    return urlopen(url).read()


if __name__ == "__main__":
    with ThreadPool(1) as pool:
        try:
            pool.map(read, [serve()])
        except HTTPError as error:
            error.close()
            print("ok")
"""

_TEXT = """
import urllib.parse
from multiprocessing import Pool
from urllib.request import Request


def host(url):
    request = Request(url)
    return urllib.parse.urlsplit(request.full_url).netloc


if __name__ == "__main__":
    with Pool(1) as pool:
        assert pool.map(host, ["http://example.org/page"]) == ["example.org"]
    print("ok")
"""

_FILES = (("refusing.py", _SERVER),)

RULE = Rule(
    code="MP212",
    name="library-error-cannot-cross",
    summary="A worker lets an error of a library out that cannot be sent to another process.",
    why=(
        "urllib.error.HTTPError holds the open answer of the server, which cannot be pickled: the parent gets a "
        "MaybeEncodingError, TypeError or PicklingError without status or address, which no handler for HTTPError takes. "
        "xmlrpc.client.Fault, and an HTTPError that was closed before it is raised again, are pickled without the "
        "arguments of their constructors and cannot be rebuilt: a Pool waits for ever, and an executor breaks. One "
        "refused request then ends the whole run."
    ),
    cure="Catch the error in the worker, and return what is known of it or raise RuntimeError(str(error)) from None.",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/urllib.error.html",
        "https://docs.python.org/3/library/xmlrpc.client.html#fault-objects",
        "https://github.com/python/cpython/issues/103061",
    ),
    catalogue=("B12",),
    bad=(
        Example(_POOL, Outcome("raises", "MaybeEncodingError"), files=_FILES),
        Example(_CALLED, Outcome("raises", "TypeError"), files=_FILES),
        Example(_FAULT, Outcome("hangs"), files=(("calls.py", _RPC_SERVER),)),
        Example(_CLOSED, Outcome("hangs"), files=_FILES),
    ),
    good=(Example(_ANSWERED, files=_FILES), Example(_THREADS, files=_FILES), Example(_TEXT)),
    check=check,
)
