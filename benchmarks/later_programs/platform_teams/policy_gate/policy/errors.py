class PolicyError(Exception):
    """Base of what the policy engine raises."""


class PolicyViolation(PolicyError):
    def __init__(self, rule: str, resource: str) -> None:
        super().__init__(f"{resource} breaks rule {rule}")
        self.rule = rule
        self.resource = resource
