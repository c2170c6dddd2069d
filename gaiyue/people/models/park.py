"""The park itself, and its departments. Everywhere else a park is its code."""

from django.db import models


class Park(models.Model):
    """One enterprise-service park; `park` is its code, as on every other row."""

    park = models.CharField(max_length=32, unique=True)
    name_zh = models.CharField(max_length=64)
    name_en = models.CharField(max_length=96)
    address_zh = models.CharField(max_length=128)
    address_en = models.CharField(max_length=160)
    phone = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.name_zh


class Department(models.Model):
    """A department of the park, e.g. 资质认定科."""

    park = models.CharField(max_length=32)
    code = models.CharField(max_length=32)
    name_zh = models.CharField(max_length=64)
    name_en = models.CharField(max_length=96)
    phone = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["park", "code"], name="department_park_code"),
        )

    def __str__(self) -> str:
        return self.name_zh
