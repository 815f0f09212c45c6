from typing import Dict, Mapping, Sequence

from .block import CurveBlock, Ticket


def publish(curves: Mapping[str, Sequence[float]]) -> Dict[str, Ticket]:
    """Lays each curve into a block; the tickets are all that the pricers need."""
    tickets = {}
    for currency, zeros in curves.items():
        with CurveBlock.create(len(zeros)) as block:
            block.write(zeros)
            tickets[currency] = block.ticket
    return tickets


def withdraw(tickets: Mapping[str, Ticket]) -> None:
    for ticket in tickets.values():
        with CurveBlock.open(ticket) as block:
            block.drop()
