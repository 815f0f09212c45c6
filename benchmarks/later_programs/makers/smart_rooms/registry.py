class Registry:
    """Devices of all rooms, shared by the bridges of the different radios."""

    def __init__(self, manager, rooms):
        self.rooms = manager.dict({room: manager.dict() for room in rooms})
        self.alarms = manager.list()
        self.history = manager.dict()
        self.stats = manager.Namespace()
        self.stats.by_radio = {}
        self.lock = manager.Lock()

    def put(self, room, device, value):
        self.rooms[room][device] = value

    def remember(self, room, entry):
        with self.lock:
            entries = self.history.get(room, [])
            entries.append(entry)
            self.history[room] = entries

    def count(self, radio):
        with self.lock:
            by_radio = self.stats.by_radio
            by_radio[radio] = by_radio.get(radio, 0) + 1
            self.stats.by_radio = by_radio

    def alarm(self, text):
        self.alarms.append(text)
