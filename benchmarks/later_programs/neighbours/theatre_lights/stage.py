"""The cues of the play."""


def cues():
    yield from ("house", "curtain", "storm", "blackout")
