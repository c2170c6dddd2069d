"""Time blocks, the weekly templates that they are made from, and the row that those who plan them queue at."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest

from gaiyue.booking.models.service import Location, Service


class Template(models.Model):
    """One block of the week, from which blocks are made ahead: weekday 0 is Monday, hours on the park's clock."""

    park = models.CharField(max_length=32)
    service = models.ForeignKey(Service, models.PROTECT, related_name="templates")
    location = models.ForeignKey(Location, models.PROTECT, related_name="templates")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    capacity = models.PositiveIntegerField()
    reserve = models.PositiveIntegerField(default=0)
    reserve_released_h = models.PositiveSmallIntegerField(default=24)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "service", "location", "weekday", "opens", "valid_from"],
                name="template_once",
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="template_weekday"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="template_hours"),
            models.CheckConstraint(
                condition=Q(reserve__lte=F("capacity")), name="template_reserve"
            ),
        )

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}"


class ClosedWith(models.TextChoices):
    """What a block was closed with, and so what opens it again: a hand, its day, or its place in the week."""

    HAND = "hand"
    DAY = "day"
    WEEK = "week"


SEATS_FREE = Greatest(F("capacity") - F("reserve") - F("taken"), 0)
"""What an ordinary visit may take of an open block, for queries; facts.seats_free says it of a row."""


class Block(models.Model):
    """A time block of one service at one location. Its seats are `capacity`; never more than that are `taken`.

    `reserve` is the part of the free seats that only emergencies may take, until `reserve_until`. A block is never
    deleted: visits that left it are told from where they moved.
    """

    park = models.CharField(max_length=32)
    service = models.ForeignKey(Service, models.PROTECT, related_name="blocks")
    location = models.ForeignKey(Location, models.PROTECT, related_name="blocks")
    on = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.IntegerField()
    taken = models.IntegerField(default=0)
    reserve = models.IntegerField(default=0)
    reserve_until = models.DateTimeField(null=True)
    is_open = models.BooleanField(default=True)
    is_extra = models.BooleanField(default=False)
    closed_because = models.CharField(max_length=32, blank=True, default="")
    closed_with = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "service", "location", "starts_at"], name="block_once"
            ),
            models.CheckConstraint(condition=Q(taken__gte=0), name="block_taken_not_negative"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="block_never_overbooked"
            ),
            models.CheckConstraint(condition=Q(reserve__gte=0), name="block_reserve_not_negative"),
            models.CheckConstraint(
                condition=Q(reserve__lte=F("capacity")), name="block_reserve_in_capacity"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="block_hours"),
        )
        indexes = (
            models.Index(fields=["park", "service", "location", "on"], name="block_park_day"),
            models.Index(fields=["park", "on", "location"], name="block_park_board"),
            models.Index(fields=["park", "reserve_until"], name="block_park_reserve"),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.starts_at:%H:%M}"


class Planning(models.Model):
    """One row for each park, locked by every deed that plans blocks before it looks at the calendar or the blocks.

    Blocks that are made while their day is being closed, or two sessions that overlap, are no collision that a
    constraint could see.
    """

    park = models.CharField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["park"], name="planning_park"),)

    def __str__(self) -> str:
        return self.park
