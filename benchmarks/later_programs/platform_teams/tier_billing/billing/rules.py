from typing import Sequence

from .models import Charge, PriceRule, Tier, Usage


def tiered(tiers: Sequence[Tier], minimum_cents: int = 0) -> PriceRule:
    """A price rule that walks the tiers from the cheapest bound upwards."""
    ordered = sorted(tiers, key=lambda tier: (tier.up_to is None, tier.up_to or 0))

    def price(usage: Usage) -> Charge:
        cents, counted = 0, 0
        for tier in ordered:
            bound = usage.units if tier.up_to is None else min(usage.units, tier.up_to)
            cents += max(0, bound - counted) * tier.cents_per_unit
            counted = max(counted, bound)
        return Charge(usage.customer, max(cents, minimum_cents))

    return price


def total(charges: Sequence[Charge]) -> int:
    return sum(charge.cents for charge in charges)
