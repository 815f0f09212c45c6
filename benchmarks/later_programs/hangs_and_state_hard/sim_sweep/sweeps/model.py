def peak_infected(beta, gamma, start, days=300):
    s, i = 1.0 - start, start
    peak = i
    for _ in range(days):
        new = beta * s * i
        gone = gamma * i
        s, i = s - new, i + new - gone
        peak = max(peak, i)
    return peak
