"""For which company something is asked, and where in the body stands what isn't there."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from gaiyue.api.auth import Asked
from gaiyue.api.field_errors import missing
from gaiyue.api.problems import not_there
from gaiyue.base.errors import NotThere


def company_of(
    request: Asked, named: str | None, *, pointer: str | None = None, parameter: str | None = None
) -> str:
    """The company that was named, or the token's own; staff have to name one. Whether it may is the deed's to say."""
    if named is not None:
        return named
    if request.bearer.enterprise:
        return request.bearer.enterprise
    raise missing(pointer=pointer, parameter=parameter)


@contextmanager
def pointing(places: Mapping[str, str]) -> Iterator[None]:
    """Let "not there" say where in the body the code stands that was not found: code → pointer."""
    try:
        yield
    except NotThere as none:
        raise not_there(places.get(str(none), "")) from none
