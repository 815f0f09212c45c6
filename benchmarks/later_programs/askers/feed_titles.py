"""Gets some rss feeds (threads, the network is slow) and picks the titles out
of them (processes, because the parsing of the big ones is slow)."""
import threading
import urllib.request
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing import Pool

lock = threading.Lock()
sizes = {}

FEED = "<rss><channel><title>%s</title>%s</channel></rss>"
ITEM = "<item><title>%s number %d</title></item>"


class FakeSite(BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.strip("/")
        items = "".join(ITEM % (name, i) for i in range(len(name)))
        body = (FEED % (name, items)).encode("utf-8")
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def fetch(url):
    with urllib.request.urlopen(url, timeout=5) as r:
        body = r.read()
    with lock:
        sizes[url.rsplit("/", 1)[1]] = len(body)
    return body


def titles(body):
    root = ET.fromstring(body)
    name = root.findtext("channel/title")
    return name, [t.text for t in root.iterfind("channel/item/title")]


def download(names):
    server = HTTPServer(("127.0.0.1", 0), FakeSite)
    runner = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    runner.start()
    try:
        base = "http://127.0.0.1:%d/" % server.server_port
        with ThreadPoolExecutor(4) as threads:
            return list(threads.map(fetch, [base + n for n in names]))
    finally:
        server.shutdown()
        runner.join()
        server.server_close()


def main():
    bodies = download(["news", "sport", "weather"])
    with Pool(2) as pool:
        for name, found in pool.map(titles, bodies):
            print("%-8s %5d bytes, %d titles" % (name, sizes[name], len(found)))


if __name__ == "__main__":
    main()
