"""Corner definitions and the evaluation of one corner."""
from .montecarlo import distribution

CORNERS = {
    "nominal": (1_000.0, 100e-9, 0.01),
    "cheap": (1_000.0, 100e-9, 0.10),
    "hot": (1_035.0, 92e-9, 0.05),
}


def run_corner(name, draws=100):
    values = distribution(*CORNERS[name], draws)
    low, high = values[len(values) // 20], values[-len(values) // 20]
    return name, low, high
