"""The editions of the policy."""
