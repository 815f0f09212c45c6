"""Stands in for the three loggers in the valley so that the fetcher can be tried at the desk."""
import http.server

TEMPS = {"/lower": "-1.5", "/mill": "0.8"}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path not in TEMPS:
            self.send_error(404)
            return
        body = TEMPS[self.path].encode("ascii")
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, fmt, *args):
        pass


if __name__ == "__main__":
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as srv:
        print(srv.server_address[1], flush=True)
        srv.serve_forever()
