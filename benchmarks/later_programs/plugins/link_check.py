"""Checks the links of a local documentation site with a pool of workers."""
import contextlib
import http.server
import threading
import urllib.request
from functools import partial
from multiprocessing import Pool

PAGES = {"/": b"<h1>Manual</h1>", "/install": b"<h1>Install</h1>", "/faq": b"<h1>Questions</h1>"}


class SiteHandler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = PAGES.get(self.path)
        if body is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def served_site():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), SiteHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield "http://127.0.0.1:%d" % server.server_address[1]
        finally:
            server.shutdown()


def check(path, base):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    urllib.request.install_opener(opener)
    with urllib.request.urlopen(base + path, timeout=5) as response:
        return path, response.status, len(response.read())


def report(pool, paths):
    with served_site() as base:
        try:
            rows = pool.map(partial(check, base=base), paths)
        except OSError as error:
            return [str(error)]
    return [f"{path} {status} {size}" for path, status, size in rows]


def main():
    with Pool(2) as pool:
        alive = report(pool, sorted(PAGES))
        stale = report(pool, ["/", "/changelog"])
    print("ok" if len(alive) == 3 and "404" in stale[0] else "wrong")


if __name__ == "__main__":
    main()
