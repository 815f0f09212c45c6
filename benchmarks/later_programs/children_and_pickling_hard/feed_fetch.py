"""Fetch a few feeds from a server and say how big they are."""
import multiprocessing as mp
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError
from urllib.request import urlopen

FEEDS = {"/news": b"<rss>news</rss>", "/sport": b"<rss>sport, results</rss>"}


class FeedHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = FEEDS.get(self.path)
        if body is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def serve(sender):
    with HTTPServer(("127.0.0.1", 0), FeedHandler) as server:
        sender.send(server.server_port)
        server.serve_forever()


@contextmanager
def local_server():
    receiver, sender = mp.Pipe(duplex=False)
    process = mp.Process(target=serve, args=(sender,), daemon=True)
    process.start()
    try:
        if not receiver.poll(15):
            raise RuntimeError("the server did not start")
        yield f"http://127.0.0.1:{receiver.recv()}"
    finally:
        process.terminate()
        process.join()


def size_of(url):
    with urlopen(url, timeout=10) as response:
        return len(response.read())


def main():
    with local_server() as base, mp.Pool(2) as pool:
        urls = [base + path for path in ("/news", "/sport", "/weather")]
        pending = {url: pool.apply_async(size_of, (url,)) for url in urls}
        for url, result in pending.items():
            name = url.rpartition("/")[2]
            try:
                print(name, result.get(timeout=15))
            except HTTPError as error:
                print(name, "not available:", error.code)
        print(len(urls), "feeds checked")


if __name__ == "__main__":
    main()
