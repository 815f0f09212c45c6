"""Picks."""


def pick_strongest(packets, picks):
    for packet in iter(packets.get, None):
        picks.put(max(packet, default=-1))
