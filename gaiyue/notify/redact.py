"""What a mail server answered, without the address that it repeats: who reads it sees addresses in part."""

import re

from gaiyue.people.masking import mask_email

ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;]+")
"""Whatever looks like one, also another form of the recipient's: with a tag, or after a forwarding."""
SHORTEST = 3
"""A shorter name may be any word of the sentence."""


def redacted(said: str, *, recipient: str) -> str:
    """The server's words with every address in part, and the recipient's name in part where it stands alone."""
    masked = ADDRESS.sub(lambda found: mask_email(found[0]), said)
    name = recipient.partition("@")[0]
    if len(name) < SHORTEST:
        return masked
    alone = re.compile(rf"(?<![\w.@]){re.escape(name)}(?![\w@])", re.IGNORECASE)
    return alone.sub(lambda found: f"{found[0][:1]}***", masked)
