"""A star in a logarithmic halo potential (leapfrog)."""
import math


def integrate(v0, core, flattening, steps=2000, dt=0.01):
    x, y, vx, vy = 1.0, 0.0, 0.0, 0.7
    crossings = 0
    for _ in range(steps):
        r2 = core ** 2 + x * x + (y / flattening) ** 2
        vx -= dt * v0 ** 2 * x / r2
        vy -= dt * v0 ** 2 * y / (flattening ** 2 * r2)
        previous = y
        x += dt * vx
        y += dt * vy
        crossings += previous < 0 <= y
    return {"radius": math.hypot(x, y), "crossings": crossings}
