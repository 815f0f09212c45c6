"""A stand-in for the notice server of the port authority."""
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def serve_notices(notices):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            office = self.path.rsplit("/", 1)[-1]
            if office not in notices:
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = notices[office].encode("utf-8")
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, "http://127.0.0.1:%d" % server.server_address[1]
