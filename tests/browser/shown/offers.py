"""Services, papers, counters and buildings."""

from tests.browser.shown.shown import Shown, send_nothing
from tests.browser.world_plan import SERVICE


def service(_):
    return (SERVICE,)


def material(world):
    return (SERVICE, world.plan.material)


def counter(world):
    return (SERVICE, world.plan.counter)


PAGES: tuple[Shown, ...] = (
    Shown("offers-list", "console_services", "manager"),
    Shown("offers-list-read", "console_services", "clerk"),
    Shown("offers-add", "console_service_add", "manager"),
    Shown("offers-one", "console_service", "manager", of=service),
    Shown("offers-one-read", "console_service", "clerk", of=service),
    Shown("offers-correct", "console_service_correct", "manager", of=service),
    Shown(
        "offers-wrong",
        "console_service_correct",
        "manager",
        of=service,
        do=send_nothing,
        status=422,
    ),
    Shown("offers-withdraw", "console_service_offer", "manager", of=service),
    Shown("offers-material-add", "console_material_add", "manager", of=service),
    Shown("offers-material", "console_material", "manager", of=material),
    Shown("offers-material-retire", "console_material_retire", "manager", of=material),
    Shown("offers-counter-add", "console_counter_add", "manager", of=service),
    Shown("offers-counter", "console_counter", "manager", of=counter),
    Shown("offers-counter-retire", "console_counter_retire", "manager", of=counter),
    Shown("offers-places", "console_places", "manager"),
    Shown("offers-place-add", "console_place_add", "manager"),
    Shown("offers-place", "console_place_correct", "manager", of=lambda _: ("lakeside",)),
)

ACTS: set[str] = {"console_service_move", "console_material_move"}
