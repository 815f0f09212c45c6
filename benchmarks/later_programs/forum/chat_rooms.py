from multiprocessing import Lock, Manager, Process

ROOMS = ["python", "linux", "games"]


def talk(user, rooms, counts, lock):
    for room in ROOMS:
        rooms[room].append(f"{user}: hello {room}")
        with lock:
            stats = counts[room]
            stats["messages"] += 1
            stats["users"].append(user)
            counts[room] = stats


class ChatServer:
    def __init__(self, manager):
        self.lock = Lock()
        self.rooms = manager.dict()
        self.counts = manager.dict()
        self.keep = []
        for room in ROOMS:
            lines = manager.list()
            self.keep.append(lines)
            self.rooms[room] = lines
            self.counts[room] = {"messages": 0, "users": []}
        self.users = []

    def connect(self, *names):
        for name in names:
            p = Process(target=talk, args=(name, self.rooms, self.counts, self.lock))
            p.start()
            self.users.append(p)

    def wait(self):
        while self.users:
            p = self.users.pop()
            p.join()
            if p.exitcode != 0:
                print("user crashed")


def main():
    with Manager() as manager:
        server = ChatServer(manager)
        server.connect("ada", "bob", "cyn", "dee")
        server.wait()
        good = True
        for room in ROOMS:
            print(room, len(server.rooms[room]), server.counts[room]["messages"])
            if len(server.rooms[room]) != 4 or server.counts[room]["messages"] != 4:
                good = False
    if good:
        print("ok")


if __name__ == "__main__":
    main()
