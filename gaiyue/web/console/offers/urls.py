"""The addresses of services and buildings."""

from django.urls import path

from gaiyue.web.console.offers import catalogue, counters, materials, places

urlpatterns = [
    path("", catalogue.services, name="console_services"),
    path("add/", catalogue.add, name="console_service_add"),
    path("places/", places.places, name="console_places"),
    path("places/add/", places.add, name="console_place_add"),
    path("places/of/<str:place>/", places.correct, name="console_place_correct"),
    path("of/<str:code>/", catalogue.service, name="console_service"),
    path("of/<str:code>/correct/", catalogue.correct, name="console_service_correct"),
    path("of/<str:code>/move/", catalogue.move, name="console_service_move"),
    path("of/<str:code>/offer/", catalogue.offer, name="console_service_offer"),
    path("of/<str:code>/materials/add/", materials.add, name="console_material_add"),
    path("of/<str:code>/materials/<id:material>/", materials.correct, name="console_material"),
    path(
        "of/<str:code>/materials/<id:material>/move/",
        materials.move,
        name="console_material_move",
    ),
    path(
        "of/<str:code>/materials/<id:material>/retire/",
        materials.retire,
        name="console_material_retire",
    ),
    path("of/<str:code>/counters/add/", counters.add, name="console_counter_add"),
    path("of/<str:code>/counters/<id:counter>/", counters.rename, name="console_counter"),
    path(
        "of/<str:code>/counters/<id:counter>/retire/",
        counters.retire,
        name="console_counter_retire",
    ),
]
