"""What a machine can do: standalone probes run in contained children, and judged."""
