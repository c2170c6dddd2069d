"""A9: a company ticks off what it has ready for a visit; its own list, and nobody else's."""

import pytest

from gaiyue.base.errors import NotThere, Refusal
from gaiyue.booking.cancel import cancel_appointment
from gaiyue.booking.models import Material, Prepared
from gaiyue.booking.queries.papers import Papers, papers_of
from gaiyue.booking.queries.visits import past, upcoming, visit
from gaiyue.booking.tick_material import tick_materials
from gaiyue.eventlog.models import Event
from tests import make


def ids(reference, company) -> dict[str, int]:
    return {row.name_en: row.id for row in papers_of(reference, actor=company.actor)}


def ready(reference, company) -> list[str]:
    rows = papers_of(reference, actor=company.actor)
    return [row.name_en for row in rows if row.is_ready]


def test_what_is_ticked_off_is_kept_and_can_be_taken_back(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    papers = ids(reference, company)
    assert visit(reference, actor=company.actor).papers == Papers(ready=0, total=2, missing=1)

    for _ in range(2):
        tick_materials(reference, ready=set(papers.values()), actor=company.actor)
        assert ready(reference, company) == ["Business licence", "Letter of authority"]
    assert visit(reference, actor=company.actor).papers == Papers(ready=2, total=2, missing=0)

    tick_materials(reference, ready={papers["Letter of authority"]}, actor=company.actor)
    assert ready(reference, company) == ["Letter of authority"]
    (row,) = upcoming(make.PARK, enterprises=[company.code]).rows
    assert row.papers == Papers(ready=1, total=2, missing=1)


def test_each_visit_has_its_own_list(park):
    company = make.a_company()
    tax = make.booked(company, make.a_block("2026-11-26 09:00"))
    other = make.booked(company, make.a_block("2026-11-27 09:00", service="qualification"))
    foreign = set(ids(other, company).values())

    tick_materials(tax, ready=foreign | {10**12}, actor=company.actor)

    assert (ready(tax, company), ready(other, company)) == ([], [])
    assert not Prepared.objects.exists()


def test_a_paper_that_is_no_longer_asked_for_counts_nowhere(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    papers = ids(reference, company)
    tick_materials(reference, ready=set(papers.values()), actor=company.actor)
    Material.objects.filter(pk=papers["Business licence"]).update(is_retired=True)

    assert visit(reference, actor=company.actor).papers == Papers(ready=1, total=1, missing=0)
    assert list(ids(reference, company)) == ["Letter of authority"]


@pytest.mark.parametrize("who", ["stranger", "link", "clerk"])
def test_only_the_company_itself_ticks_its_papers(park, who):
    """The link in a message shows and moves the visit; the list is the company's. Staff ask at the counter."""
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    actor = {
        "stranger": lambda: make.a_company("别家").actor,
        "link": lambda: make.link_holder(reference),
        "clerk": make.staff,
    }[who]()
    with pytest.raises(NotThere):
        tick_materials(reference, ready=set(ids(reference, company).values()), actor=actor)
    assert not Prepared.objects.exists()


def test_a_colleague_goes_on_where_the_other_stopped(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    tick_materials(reference, ready=set(ids(reference, company).values()), actor=company.actor)
    assert len(ready(reference, make.colleague(company))) == 2


def test_the_list_of_a_visit_that_is_over_is_closed(park):
    company = make.a_company()
    reference = make.booked(company, make.a_block("2026-11-26 09:00"))
    papers = set(ids(reference, company).values())
    cancel_appointment(reference, actor=company.actor)
    with pytest.raises(Refusal, match=r"papers\.visit_over"):
        tick_materials(reference, ready=papers, actor=company.actor)
    (row,) = past(make.PARK, enterprises=[company.code]).rows
    assert row.papers == Papers()


def test_a_colleague_s_ticks_stay_when_an_older_page_is_saved(park):
    """A9: only the boxes that this person changed change; what is the same already is not recorded again."""
    company = make.a_company()
    reference = make.booked(company, make.a_block())
    papers = ids(reference, company)
    licence, letter = papers["Business licence"], papers["Letter of authority"]
    tick_materials(
        reference, ready={licence}, changed={licence}, actor=make.colleague(company).actor
    )

    for _ in range(2):
        tick_materials(reference, ready={letter}, changed={letter}, actor=company.actor)
    assert ready(reference, company) == ["Business licence", "Letter of authority"]

    tick_materials(reference, ready=set(), changed={licence}, actor=company.actor)
    assert ready(reference, company) == ["Letter of authority"]
    assert Event.objects.filter(kind="papers.ticked").count() == 3
