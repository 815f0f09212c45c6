"""Statistics of one channel of the capture."""
from source import rows


def channel_statistics(channel, reply):
    count, peak = 0, 0
    for row in rows():
        if row.channel == channel:
            count += 1
            peak = max(peak, row.counts)
    reply.send((channel, count, peak))
    reply.close()
