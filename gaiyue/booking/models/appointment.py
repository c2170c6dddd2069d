"""An appointment: one enterprise's seat in one block."""

from django.db import models
from django.db.models import Q

from gaiyue.booking.models.block import Block
from gaiyue.booking.models.service import Counter, Material, Service
from gaiyue.booking.states import State


class Appointment(models.Model):
    """A visit. A move changes its block and keeps everything else: id, reference, links, QR.

    `live_key` is enterprise:service:k with k from 1 to the number allowed, NULL once the visit has ended, so that a
    plain UNIQUE holds "one live visit per service" on every engine. `change_until` is the deadline that was
    printed for this visit day: it never moves earlier. `tally_key` is the counter of visits per period that the
    booking counted in; a cancelled visit gives its count back there. `link_key` goes into the signature of the links
    that open this one visit: another key, and every link that was sent is dead.
    """

    park = models.CharField(max_length=32)
    reference = models.CharField(max_length=12)
    # No index of its own where one that begins with the park leads to it: each costs every booking and every move.
    enterprise = models.ForeignKey(
        "people.Enterprise", models.PROTECT, related_name="appointments", db_index=False
    )
    service = models.ForeignKey(
        Service, models.PROTECT, related_name="appointments", db_index=False
    )
    block = models.ForeignKey(Block, models.PROTECT, related_name="appointments")
    state = models.CharField(max_length=12, choices=State, default=State.BOOKED)
    holds_seat = models.BooleanField(default=True)
    live_key = models.CharField(max_length=96, null=True)  # noqa: DJ001 - NULL is "ended", and unique
    version = models.PositiveIntegerField(default=1)
    moves = models.PositiveSmallIntegerField(default=0)
    change_until = models.DateTimeField()
    tally_key = models.CharField(max_length=96)
    contact_name = models.CharField(max_length=64, blank=True)
    contact_phone = models.CharField(max_length=32, blank=True)
    contact_digits = models.CharField(max_length=32, blank=True, default="")
    contact_tail = models.CharField(max_length=4, blank=True, default="")
    booked_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    called_to = models.ForeignKey(Counter, models.SET_NULL, related_name="+", null=True)
    link_key = models.CharField(max_length=32, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "reference"], name="appointment_park_reference"
            ),
            models.UniqueConstraint(fields=["park", "live_key"], name="appointment_park_live_key"),
            models.CheckConstraint(
                condition=Q(live_key__isnull=True)
                | Q(state__in=[State.BOOKED.value, State.CHECKED_IN.value]),
                name="appointment_live_key_while_live",
            ),
            models.CheckConstraint(
                condition=Q(live_key__isnull=False)
                | Q(state__in=[State.COMPLETED.value, State.NO_SHOW.value, State.CANCELLED.value]),
                name="appointment_live_has_key",
            ),
            models.CheckConstraint(
                condition=Q(holds_seat=True)
                | Q(state__in=[State.CANCELLED.value, State.NO_SHOW.value]),
                name="appointment_keeps_its_seat",
            ),
        )
        indexes = (
            models.Index(
                fields=["park", "enterprise", "state", "block"], name="appointment_park_enterprise"
            ),
            models.Index(fields=["park", "block", "holds_seat"], name="appointment_park_block"),
            models.Index(
                fields=["park", "enterprise", "service", "state"], name="appointment_park_live"
            ),
            models.Index(
                fields=["park", "contact_tail", "contact_digits"], name="appointment_park_phone"
            ),
            models.Index(fields=["park", "contact_name"], name="appointment_park_contact"),
        )

    def __str__(self) -> str:
        return self.reference


class Prepared(models.Model):
    """A paper that the company has ticked off for a visit."""

    park = models.CharField(max_length=32)
    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="prepared")
    material = models.ForeignKey(Material, models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "appointment", "material"], name="prepared_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.appointment_id}: {self.material_id}"
