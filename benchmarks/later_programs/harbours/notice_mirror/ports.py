import contextlib
import multiprocessing
from http.server import BaseHTTPRequestHandler, HTTPServer


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        text = self.server.texts.get(self.path)
        self.send_response(404 if text is None else 200)
        self.end_headers()
        if text is not None:
            self.wfile.write(text.encode("utf-8"))

    def log_message(self, format, *args):
        """The mirror has a log of its own."""


def _serve(texts, started):
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    server.texts = texts
    started.send(server.server_address[1])
    started.close()
    server.serve_forever()


@contextlib.contextmanager
def Ports(texts):
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_serve, args=(texts, sender), daemon=True)
    process.start()
    sender.close()
    try:
        yield "http://127.0.0.1:%d" % receiver.recv()
    finally:
        process.terminate()
        process.join()
