"""Three gauges on this desk: g1 and g2 work, g3 is under repair."""
import socketserver

ANSWERS = {
    b"/g1": b"HTTP/1.0 200 OK\r\n\r\n4.2",
    b"/g2": b"HTTP/1.0 200 OK\r\n\r\n0.6",
}
GONE = b"HTTP/1.0 503 Service Unavailable\r\n\r\nrepair"


class Gauge(socketserver.StreamRequestHandler):
    def handle(self):
        path = self.rfile.readline().split()[1]
        while self.rfile.readline().strip():
            pass
        self.wfile.write(ANSWERS.get(path, GONE))


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def run(conn):
    with Server(("127.0.0.1", 0), Gauge) as srv:
        conn.send(srv.server_address[1])
        conn.close()
        srv.serve_forever()
