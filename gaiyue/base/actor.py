"""Who acts: the one value that every deed receives instead of a request."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts in one park.

    `code` is what the record keeps ("account:17", "link:…", "system:worker"): never a name.
    `role` is a code that the permission table knows; `scope` holds the codes of those the actor acts
    for (enterprises of a member, the one visit of a link holder) and is empty for staff. `via` is what acted in the
    actor's name ("token:12"), empty for the person themselves; the record keeps it beside the facts.
    """

    park: str
    code: str
    role: str
    scope: frozenset[str] = field(default_factory=frozenset)
    via: str = ""


def system(park: str, part: str) -> Actor:
    """The house itself acting on its own account, e.g. `system("lingang", "scheduler")`."""
    return Actor(park=park, code=f"system:{part}", role="system")
