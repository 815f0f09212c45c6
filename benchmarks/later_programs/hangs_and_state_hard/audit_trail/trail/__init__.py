from .session import AuditTrail

__all__ = ["AuditTrail"]
