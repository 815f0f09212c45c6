# settings of the barn hub -- keep in step with the tablets
HUB_HOST = "127.0.0.1"
HUB_PORT = 0
HUB_KEY = b"muh-2019"
FEEDERS = ["east", "west"]
