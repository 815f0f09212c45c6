TRAFFIC = {
    "zigbee": [("kitchen", "lamp", "on"), ("kitchen", "window", "open"), ("cellar", "water", "wet")],
    "thread": [("living", "blind", 40), ("living", "lamp", "off")],
    "wifi": [("kitchen", "oven", 180), ("cellar", "freezer", -2)],
}

LIMITS = {"water": lambda value: value == "wet", "freezer": lambda value: value > -10}


def listen(radio, registry):
    seen = {}
    for room, device, value in TRAFFIC[radio]:
        seen.setdefault(room, []).append(device)
        registry.put(room, device, value)
        registry.remember(room, f"{device}={value}")
        registry.count(radio)
        if device in LIMITS and LIMITS[device](value):
            registry.alarm(f"{room}: {device} is {value}")
    registry.history["last " + radio] = {room: len(devices) for room, devices in seen.items()}
