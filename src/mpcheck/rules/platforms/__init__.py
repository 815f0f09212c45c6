"""Rules about what differs between platforms and versions: MP6xx."""
