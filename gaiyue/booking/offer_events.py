"""What can happen to services, the papers to bring, counters and buildings. Names are never in the record."""

from dataclasses import dataclass

from gaiyue.eventlog.kinds import Code, kind


@kind("service.corrected")
@dataclass(frozen=True, slots=True)
class ServiceCorrected:
    """These fields of a service read differently from now on."""

    fields: tuple[Code, ...]


@kind("service.moved")
@dataclass(frozen=True, slots=True)
class ServiceMoved:
    """The service has another place in the lists, counted from 1."""

    before: int
    after: int


@kind("service.offered")
@dataclass(frozen=True, slots=True)
class ServiceOffered:
    """The service can be booked again."""


@kind("service.withdrawn")
@dataclass(frozen=True, slots=True)
class ServiceWithdrawn:
    """The service can't be booked any more; `visits` were still ahead and are received as agreed."""

    visits: int


@kind("material.added")
@dataclass(frozen=True, slots=True)
class MaterialAdded:
    """A paper is asked for from now on, for the first time or again."""

    material: int


@kind("material.corrected")
@dataclass(frozen=True, slots=True)
class MaterialCorrected:
    """These fields of a paper read differently from now on."""

    material: int
    fields: tuple[Code, ...]


@kind("material.moved")
@dataclass(frozen=True, slots=True)
class MaterialMoved:
    """A paper has another place on the list, counted from 1."""

    material: int
    before: int
    after: int


@kind("material.retired")
@dataclass(frozen=True, slots=True)
class MaterialRetired:
    """A paper isn't asked for any more."""

    material: int


@kind("counter.added")
@dataclass(frozen=True, slots=True)
class CounterAdded:
    """The service is received at a counter, for the first time or again."""

    counter: int
    location: Code


@kind("counter.renamed")
@dataclass(frozen=True, slots=True)
class CounterRenamed:
    """A counter has another name."""

    counter: int
    location: Code


@kind("counter.retired")
@dataclass(frozen=True, slots=True)
class CounterRetired:
    """The service isn't received at a counter any more."""

    counter: int
    location: Code


@kind("location.corrected")
@dataclass(frozen=True, slots=True)
class LocationCorrected:
    """These fields of a building read differently from now on."""

    fields: tuple[Code, ...]
