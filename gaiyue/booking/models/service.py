"""What companies come for, where it is done, and what they must bring."""

from django.db import models


class Location(models.Model):
    """A building with counters."""

    park = models.CharField(max_length=32)
    code = models.CharField(max_length=32)
    name_zh = models.CharField(max_length=64)
    name_en = models.CharField(max_length=96)
    address_zh = models.CharField(max_length=128)
    address_en = models.CharField(max_length=160)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["park", "code"], name="location_park_code"),)

    def __str__(self) -> str:
        return self.name_zh


class Service(models.Model):
    """One service of the park, e.g. 税务登记; `department` is a code of people's."""

    park = models.CharField(max_length=32)
    code = models.CharField(max_length=32)
    name_zh = models.CharField(max_length=64)
    name_en = models.CharField(max_length=96)
    summary_zh = models.CharField(max_length=200)
    summary_en = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField()
    department = models.CharField(max_length=32)
    phone = models.CharField(max_length=32)
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["park", "code"], name="service_park_code"),)

    def __str__(self) -> str:
        return self.name_zh


class Material(models.Model):
    """A paper to bring to a service.

    Visits tick off these rows, so a paper is corrected in place, and one that is not asked for any more is retired.
    """

    park = models.CharField(max_length=32)
    service = models.ForeignKey(Service, models.CASCADE, related_name="materials")
    position = models.PositiveSmallIntegerField()
    name_zh = models.CharField(max_length=128)
    name_en = models.CharField(max_length=200)
    note_zh = models.CharField(max_length=200, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    is_required = models.BooleanField(default=True)
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "service", "position"], name="material_position"
            ),
        )

    def __str__(self) -> str:
        return self.name_zh


class Counter(models.Model):
    """A counter (窗口) where a service is received."""

    park = models.CharField(max_length=32)
    location = models.ForeignKey(Location, models.CASCADE, related_name="counters")
    service = models.ForeignKey(Service, models.CASCADE, related_name="counters")
    name_zh = models.CharField(max_length=32)
    name_en = models.CharField(max_length=48)
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["park", "location", "service", "name_zh"], name="counter_once"
            ),
        )

    def __str__(self) -> str:
        return self.name_zh
