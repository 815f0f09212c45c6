import contextlib
import socketserver


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


def serve(ready):
    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as listening:
        ready.send(listening.server_address)
        ready.close()
        listening.serve_forever()


@contextlib.contextmanager
def running(ctx):
    parent_end, child_end = ctx.Pipe()
    process = ctx.Process(target=serve, args=(child_end,), daemon=True)
    process.start()
    child_end.close()
    try:
        if not parent_end.poll(5):
            raise TimeoutError("server did not start")
        yield parent_end.recv()
    finally:
        process.terminate()
        process.join()
        parent_end.close()
