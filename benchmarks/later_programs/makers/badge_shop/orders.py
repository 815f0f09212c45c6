from collections import namedtuple

Order = namedtuple("Order", "name text size")

ORDERS = [
    Order("ada", "Ada\nrobotics", 30),
    Order("linus", "Linus\nmentor", 30),
    Order("grace", "Grace\nteam lead, electronics", 20),
    Order("tim", "Tim\nguest", 30),
    Order("margaret", "Margaret\nsoftware", 12),
]
