"""Options of the run."""

OPTIONS = {
    "decimals": 2,
    "currency": "USD",
}
