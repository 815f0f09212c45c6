"""The work of a timer."""

from protocol import Marker, arrivals


def time_pulses(pulses, periods):
    try:
        for name, times in arrivals(pulses):
            steps = [later - earlier for earlier, later in zip(times, times[1:])]
            periods.put((name, sum(steps) / len(steps)))
    finally:
        periods.put(Marker.END)
