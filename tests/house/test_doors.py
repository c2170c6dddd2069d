"""Doors: every address of the product states who may enter, and nobody is let in by forgetting it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address below this resolver with its pattern."""
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        else:
            yield path, entry


def test_every_address_states_who_may_enter():
    """`@open_to(...)` of gaiyue.web.shared.doors leaves `__doors__` on the view."""
    found = list(addresses(get_resolver()))
    assert found, "no address at all"
    silent = [
        f"{path} ({entry.lookup_str})"
        for path, entry in found
        if not getattr(entry.callback, "__doors__", None)
    ]
    assert silent == []


def test_every_address_has_a_name_of_its_own():
    """Two addresses of one name: which of them a link means depends on the order of a list."""
    names = [entry.name for _path, entry in addresses(get_resolver()) if entry.name]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
