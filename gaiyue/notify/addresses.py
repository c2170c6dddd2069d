"""The whole address of a page of the product, for a message that is read somewhere else."""

from urllib.parse import urlsplit

from django.conf import settings


def address_in(park: str, path: str) -> str:
    """`path` with scheme and host in front: GAIYUE_ADDRESS, with the park's own host where GAIYUE_PARK_HOSTS has one.

    A worker answers no request, so nobody tells it under which name people reach the product.
    """
    base = urlsplit(settings.GAIYUE_ADDRESS)
    hosts = (host for host, code in settings.GAIYUE_PARK_HOSTS.items() if code == park)
    if own := next(hosts, ""):
        port = f":{base.port}" if base.port else ""
        base = base._replace(netloc=f"{own}{port}")
    return base._replace(path=base.path.rstrip("/") + path).geturl()
