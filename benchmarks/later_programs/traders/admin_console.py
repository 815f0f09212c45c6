"""The administrators' console of a game server: announcements, kicks and the list of players."""

import threading
from multiprocessing.connection import Client, Listener


class Server:
    def __init__(self, players):
        self.players = set(players)
        self.announcements = []

    def handle(self, command, *arguments):
        action = getattr(self, f"do_{command}", None)
        if action is None:
            return f"unknown command {command}"
        return action(*arguments)

    def do_announce(self, text):
        self.announcements.append(text)
        return len(self.players)

    def do_kick(self, player):
        self.players.discard(player)
        return sorted(self.players)

    def do_who(self):
        return sorted(self.players)


class Console:
    def __init__(self, server, port=0):
        self.server = server
        self.listener = Listener(("", port))
        self.handled = 0

    @property
    def address(self):
        return self.listener.address

    def serve(self, sessions):
        for _ in range(sessions):
            with self.listener.accept() as admin:
                for command in iter(admin.recv, None):
                    self.handled += 1
                    admin.send(self.server.handle(*command))
        self.listener.close()


def play_session(port):
    with Client(("127.0.0.1", port)) as console:
        for command in (("announce", "maintenance at 22:00"), ("kick", "troll"), ("who",)):
            console.send(command)
            print("admin:", command[0], "->", console.recv())
        console.send(None)


def main():
    console = Console(Server(["ada", "linus", "troll"]))
    host, port = console.address[:2]
    admin = threading.Thread(target=play_session, args=(port,))
    admin.start()
    console.serve(sessions=1)
    admin.join()
    print(f"{console.handled} commands handled on {host}")


if __name__ == "__main__":
    main()
