"""A9: two people who correct a service, a paper, a counter or a building at once don't overwrite each other unseen."""

import pytest
from django.urls import reverse

from gaiyue.booking.models import Counter, Location, Material, Service
from tests.web.test_planning import signed_in

TAX = "tax-registration"


def of(what):
    """The address, and how the row is read that is corrected there."""
    if what == "service":
        return reverse("console_service_correct", args=[TAX]), Service.objects.filter(code=TAX)
    if what == "place":
        return reverse("console_place_correct", args=["lakeside"]), Location.objects.filter(
            code="lakeside"
        )
    name, model = {
        "material": ("console_material", Material),
        "counter": ("console_counter", Counter),
    }[what]
    row = model.objects.filter(service__code=TAX).order_by("pk")[:1].get()
    return reverse(name, args=[TAX, row.pk]), model.objects.filter(pk=row.pk)


@pytest.mark.parametrize("what", ["service", "material", "counter", "place"])
def test_what_a_colleague_saved_meanwhile_is_shown_beside_what_was_typed(park, what):
    url, row = of(what)
    mine, other = signed_in("supervisor"), signed_in("manager")
    opened = mine.get(url)
    shown = {**opened.context["form"].initial, "seen": opened.context["seen"]}
    theirs = {**shown, "name_zh": "同事的名称"}
    assert other.post(url, theirs).status_code == 302
    assert other.post(url, theirs).status_code == 302
    typed = {**shown, "name_en": "My own name"}
    late = mine.post(url, typed)
    page = late.content.decode()
    assert late.status_code == 409
    assert "同事的名称" in page
    assert 'value="My own name"' in page
    assert row.get().name_en != "My own name"
    assert mine.post(url, {**typed, "seen": late.context["seen"]}).status_code == 302
    assert row.get().name_en == "My own name"


def test_the_page_names_in_words_what_a_colleague_chose(park):
    url, row = of("material")
    mine = signed_in("supervisor")
    opened = mine.get(url)
    shown = {**opened.context["form"].initial, "seen": opened.context["seen"]}
    signed_in("manager").post(url, {**shown, "is_required": "no"})
    assert not row.get().is_required
    page = mine.post(url, {**shown, "name_en": "Mine"})
    assert [(one.now, one.typed) for one in page.context["differing"]][-1] == (
        "选带：看情况",
        "必带：少了办不成",
    )
