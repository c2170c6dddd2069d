"""The one router of all routes: an address is one thing, whichever file says what its methods do."""

from ninja import Router

router = Router()
