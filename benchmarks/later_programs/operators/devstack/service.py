"""A little line service that announces itself by a port file."""
import os
import socket
from dataclasses import dataclass


@dataclass(frozen=True)
class Service:
    name: str
    reply: str

    def port_file(self, folder):
        return folder / (self.name + ".port")


def announce(path, port):
    draft = path.with_name("." + path.name)
    draft.write_text(str(port))
    os.replace(draft, path)


def serve(service, folder):
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    marker = service.port_file(folder)
    announce(marker, listening.getsockname()[1])
    try:
        while True:
            conn, _ = listening.accept()
            with conn, conn.makefile("rw", encoding="utf-8") as stream:
                for line in stream:
                    stream.write(service.reply.format(line.strip()) + "\n")
                    stream.flush()
    finally:
        listening.close()
        marker.unlink()
