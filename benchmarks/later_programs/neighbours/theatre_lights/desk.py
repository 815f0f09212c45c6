"""The desk."""


class Desk:
    def __init__(self, cues):
        self.cues = cues
        self.stopped = False

    def stop(self, number=None, frame=None):
        self.stopped = True

    def play(self):
        played = 0
        for _ in self.cues:
            if self.stopped:
                break
            played += 1
        return played
