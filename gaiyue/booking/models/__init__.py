"""The tables of booking."""

from gaiyue.booking.models.appointment import Appointment, Prepared
from gaiyue.booking.models.block import Block, ClosedWith, Planning, Template
from gaiyue.booking.models.service import Counter, Location, Material, Service

__all__ = [
    "Appointment",
    "Block",
    "ClosedWith",
    "Counter",
    "Location",
    "Material",
    "Planning",
    "Prepared",
    "Service",
    "Template",
]
