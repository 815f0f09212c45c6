"""Diagnosis codes and how to find them."""
