"""For which company something is asked."""

from gaiyue.api.auth import Asked
from gaiyue.api.field_errors import missing


def company_of(
    request: Asked, named: str | None, *, pointer: str | None = None, parameter: str | None = None
) -> str:
    """The company that was named, or the token's own; staff have to name one. Whether it may is the deed's to say."""
    if named is not None:
        return named
    if request.bearer.enterprise:
        return request.bearer.enterprise
    raise missing(pointer=pointer, parameter=parameter)
