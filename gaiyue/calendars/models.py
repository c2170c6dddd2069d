"""The tables of the room: numbered editions of a park's calendar, each complete and never changed."""

from django.db import models
from django.db.models import F, Q


class CalendarEdition(models.Model):
    """One edition of a park's calendar. The highest number is in force.

    An edition carries all its rows itself and is never changed, so what was printed with "calendar edition
    12" can still be counted again. `digest` is the sha256 of those rows.
    """

    park = models.CharField(max_length=32)
    number = models.IntegerField()
    made_at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    note = models.CharField(max_length=48)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "number"], name="calendar_edition_park_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="calendar_edition_from_one"),
        )


class CoveredYear(models.Model):
    """A year of an edition: whether its notice is out, and where its days were read."""

    park = models.CharField(max_length=32)
    edition = models.ForeignKey(
        CalendarEdition, models.PROTECT, related_name="years", db_index=False
    )
    year = models.IntegerField()
    is_published = models.BooleanField()
    source = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "edition", "year"], name="covered_year_once"),
            models.CheckConstraint(
                condition=Q(year__gte=1950, year__lt=2200), name="covered_year_in_sight"
            ),
        )


class DayMark(models.Model):
    """A day that is not what its weekday says: by the notice, or by the park, whose word comes first.

    Both may mark one day: a closure on a make-up Saturday hides the make-up day and gives it back when it is
    withdrawn.
    """

    class Origin(models.TextChoices):
        NOTICE = "notice"
        PARK = "park"

    class Kind(models.TextChoices):
        HOLIDAY = "holiday"
        MAKEUP = "makeup"
        CLOSURE = "closure"
        EXTRA_OPEN = "extra_open"

    park = models.CharField(max_length=32)
    edition = models.ForeignKey(
        CalendarEdition, models.PROTECT, related_name="marks", db_index=False
    )
    day = models.DateField()
    origin = models.CharField(max_length=8, choices=Origin)
    kind = models.CharField(max_length=16, choices=Kind)
    occasion = models.CharField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "edition", "day", "origin"], name="day_mark_once_per_origin"
            ),
            models.CheckConstraint(
                condition=Q(origin="notice", kind__in=["holiday", "makeup"])
                | Q(origin="park", kind__in=["closure", "extra_open"]),
                name="day_mark_kind_fits_origin",
            ),
        )


class WeekdayHours(models.Model):
    """When the counters are open on one weekday (0 = Monday); a weekday without a row has no hours."""

    park = models.CharField(max_length=32)
    edition = models.ForeignKey(
        CalendarEdition, models.PROTECT, related_name="hours", db_index=False
    )
    weekday = models.IntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    lunch_from = models.TimeField(null=True)
    lunch_to = models.TimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "edition", "weekday"], name="weekday_hours_once"
            ),
            models.CheckConstraint(
                condition=Q(weekday__gte=0, weekday__lte=6), name="weekday_hours_of_a_week"
            ),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")), name="weekday_hours_forward"
            ),
            models.CheckConstraint(
                condition=Q(lunch_from__isnull=True, lunch_to__isnull=True)
                # NULL compared is NULL, and a CHECK lets NULL pass: half a break needs its own no.
                | Q(
                    lunch_from__isnull=False,
                    lunch_to__isnull=False,
                    lunch_from__gt=F("opens"),
                    lunch_to__gt=F("lunch_from"),
                    lunch_to__lt=F("closes"),
                ),
                name="weekday_hours_lunch_inside",
            ),
        )
