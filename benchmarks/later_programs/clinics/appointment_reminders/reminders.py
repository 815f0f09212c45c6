"""Reminders of tomorrow's appointments."""

from concurrent.futures import ProcessPoolExecutor

import gateway


def text_of(appointment):
    return "Dear {name}, your appointment is at {time}.".format(**appointment)


def remind(appointment):
    gateway.send(appointment["phone"], text_of(appointment))
    return appointment["phone"]


def remind_all(appointments, workers=2):
    """Send all reminders; returns the numbers that got one."""
    with ProcessPoolExecutor(workers) as executor:
        return list(executor.map(remind, appointments))
