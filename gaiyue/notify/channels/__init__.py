"""One file per channel: how a message leaves the house."""
