"""Keep the list of papers to bring: add, correct, sort, retire.

Companies have ticked off these very rows for visits ahead, so a row is changed in place, never made anew.
"""

from django.db.models import QuerySet

from gaiyue.base.actor import Actor
from gaiyue.base.errors import NotThere, Refusal
from gaiyue.base.transaction import deed
from gaiyue.booking.models import Material, Service
from gaiyue.booking.offer_events import (
    MaterialAdded,
    MaterialCorrected,
    MaterialMoved,
    MaterialRetired,
)
from gaiyue.booking.offer_fields import check_texts, correct, keep_service
from gaiyue.booking.open_service import NewMaterial
from gaiyue.eventlog.record import record


@deed
def add_material(service: str, new: NewMaterial, *, actor: Actor) -> int:
    """Ask for a paper, at the end of the list; its id.

    A retired one of that name comes back with the ticks it had. Refusals: `offer.nameless`,
    `offer.half_translated`, `offer.too_long`, `material.name_taken`.
    """
    row = keep_service(service, actor=actor)
    texts = _checked(new)
    _refuse_same_name(row, new.name_zh)
    every = Material.objects.filter(park=actor.park, service=row)
    last = every.order_by("-position").values_list("position", flat=True).first() or 0
    same = every.filter(name_zh=new.name_zh, is_retired=True).first()
    material = same or Material(park=actor.park, service=row)
    for name, value in {**texts, "is_retired": False, "position": last + 1}.items():
        setattr(material, name, value)
    material.save()
    record(MaterialAdded(material=material.pk), subject=f"service:{service}", actor=actor)
    return material.pk


@deed
def correct_material(
    service: str, material: int, new: NewMaterial, *, actor: Actor, seen: str = ""
) -> None:
    """Let the paper read so from now on; what companies ticked off stays ticked off.

    Refusals as for adding; `form.changed_since`, when `seen` marks other words than those of now.
    """
    row = keep_service(service, actor=actor)
    found = _listed(row, material)
    texts = _checked(new)
    _refuse_same_name(row, new.name_zh, but=material)
    if changed := correct(found, texts, seen=seen):
        event = MaterialCorrected(material=material, fields=changed)
        record(event, subject=f"service:{service}", actor=actor)


@deed
def move_material(service: str, material: int, *, by: int, actor: Actor) -> None:
    """Let it change places with the one before (-1) or after (1). Refusal `material.at_end`."""
    row = keep_service(service, actor=actor)
    found = _listed(row, material)
    rows = list(_asked_for(row).order_by("position"))
    before = rows.index(found)
    after = before + (1 if by > 0 else -1)
    if not 0 <= after < len(rows):
        raise Refusal("material.at_end")
    other = rows[after]
    # By way of a place that nobody has: two rows never stand on one, not even for a moment.
    last = max(Material.objects.filter(service=row).values_list("position", flat=True))
    for pk, position in (
        (found.pk, last + 1),
        (other.pk, found.position),
        (found.pk, other.position),
    ):
        Material.objects.filter(pk=pk).update(position=position)
    event = MaterialMoved(material=material, before=before + 1, after=after + 1)
    record(event, subject=f"service:{service}", actor=actor)


@deed
def retire_material(service: str, material: int, *, actor: Actor) -> None:
    """Stop asking for the paper, also of visits ahead. Refusal `material.retired`."""
    row = keep_service(service, actor=actor)
    found = _listed(row, material)
    found.is_retired = True
    found.save(update_fields=["is_retired"])
    record(MaterialRetired(material=material), subject=f"service:{service}", actor=actor)


def _checked(new: NewMaterial) -> dict[str, object]:
    texts = {name: getattr(new, name) for name in NewMaterial.__slots__}
    check_texts(texts, model=Material)
    return texts


def _asked_for(service: Service) -> QuerySet[Material]:
    return Material.objects.filter(park=service.park, service=service, is_retired=False)


def _listed(service: Service, material: int) -> Material:
    found = Material.objects.filter(park=service.park, service=service, pk=material).first()
    if found is None:
        raise NotThere(str(material))
    if found.is_retired:
        raise Refusal("material.retired")
    return found


def _refuse_same_name(service: Service, name_zh: str, *, but: int = 0) -> None:
    if _asked_for(service).filter(name_zh=name_zh).exclude(pk=but).exists():
        raise Refusal("material.name_taken", {"name": name_zh})
