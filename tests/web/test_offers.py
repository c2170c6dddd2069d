"""A9: the pages on which staff keep services, papers, counters and buildings."""

from django.urls import reverse

from gaiyue.booking.keep_materials import add_material
from gaiyue.booking.models import Counter, Material
from gaiyue.booking.open_service import NewMaterial
from gaiyue.booking.queries.services import service
from tests import make
from tests.web.test_planning import signed_in

TAX = "tax-registration"


def paper(zh: str) -> Material:
    return Material.objects.get(service__code=TAX, name_zh=zh)


def page(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_lists_cost_the_same_however_much_there_is(park, django_assert_max_num_queries):
    client, block = signed_in("supervisor"), make.a_block(seats=9)
    addresses = (
        reverse("console_services"),
        reverse("console_service", args=[TAX]),
        reverse("console_service_offer", args=[TAX]),
        reverse("console_places"),
    )
    counts: dict[str, set[int]] = {}
    for n in range(3):
        make.booked(make.a_company(f"第{n}家公司"), block)
        add_material(TAX, NewMaterial(name_zh=f"表{n}", name_en=f"Form {n}"), actor=make.HOUSE)
        for address in addresses:
            client.get(address)
            with django_assert_max_num_queries(14) as found:
                assert client.get(address).status_code == 200
            counts.setdefault(address, set()).add(len(found))
    assert [len(one) for one in counts.values()] == [1, 1, 1, 1], counts


def test_a_material_is_added_corrected_sorted_and_retired(park):
    client = signed_in("supervisor")
    add = reverse("console_material_add", args=[TAX])
    half = client.post(add, {"name_zh": "公章", "note_zh": "原件"})
    assert half.status_code == 422
    assert "请填写英文名称" in half.content.decode()
    assert 'value="公章"' in half.content.decode()
    typed = {"name_zh": "公章", "name_en": "Company seal", "is_required": "yes"}
    assert client.post(add, typed).status_code == 302
    assert client.post(add, typed).status_code == 422

    seal = paper("公章").pk
    client.post(reverse("console_material_move", args=[TAX, seal]), {"to": "up"})
    names = [one.name_zh for one in service(TAX, park=make.PARK).materials]
    assert names == ["营业执照", "公章", "委托书"]
    one = reverse("console_material", args=[TAX, seal])
    client.post(one, {"name_zh": "企业公章", "name_en": "Seal of the company", "is_required": "no"})
    assert not paper("企业公章").is_required

    retire = reverse("console_material_retire", args=[TAX, seal])
    assert "不再要求“企业公章”" in client.get(retire).content.decode()
    assert not paper("企业公章").is_retired
    client.post(retire)
    assert paper("企业公章").is_retired
    assert "停用的材料（1 项）" in page(client, "console_service", TAX)


def test_a_service_is_withdrawn_after_seeing_its_visits_and_offered_again(park):
    client, company = signed_in("supervisor"), make.a_company("待办科技")
    reference = make.booked(company, make.a_block())
    shown = page(client, "console_service_offer", TAX)
    assert "待办科技" in shown
    assert reverse("console_visit", args=[reference]) in shown
    offer = reverse("console_service_offer", args=[TAX])
    client.post(offer, {"what": "withdraw"})
    assert "已有的 1 个预约照常办理" in page(client, "console_service", TAX)
    assert client.post(offer, {"what": "withdraw"}).status_code == 409
    client.post(offer, {"what": "offer"})
    assert service(TAX, park=make.PARK).is_offered


def test_the_texts_of_a_service_are_corrected_in_both_languages(park):
    client = signed_in("supervisor")
    typed = {
        "name_zh": "税务登记",
        "name_en": "",
        "summary_zh": "办税",
        "summary_en": "Taxes",
        "minutes": "3",
        "department": "tax",
        "phone": "021-5555 0101",
    }
    address = reverse("console_service_correct", args=[TAX])
    wrong = client.post(address, typed).content.decode()
    assert "请填写英文名称" in wrong
    assert "请填 5 到 480 之间的整数" in wrong
    deaf = client.post(address, {**typed, "name_en": "Tax", "minutes": "40", "phone": "abc"})
    assert deaf.status_code == 422
    assert "联系电话里只能有数字" in deaf.content.decode()
    client.post(address, {**typed, "name_en": "Tax matters", "minutes": "40"})
    assert service(TAX, park=make.PARK).name_en == "Tax matters"
    client.post(reverse("console_service_move", args=[TAX]), {"to": "down"})
    new = {**typed, "code": "customs", "name_zh": "报关", "name_en": "Customs", "minutes": "30"}
    assert client.post(reverse("console_service_add"), new).status_code == 302
    assert client.post(reverse("console_service_add"), new).status_code == 422
    assert "还没有窗口" in page(client, "console_service", "customs")


def test_a_counter_is_added_renamed_and_stays_while_it_is_needed(park):
    client = signed_in("supervisor")
    typed = {"location": "lakeside", "name_zh": "9号窗口", "name_en": "Counter 9"}
    assert client.post(reverse("console_counter_add", args=[TAX]), typed).status_code == 302
    desk = Counter.objects.get(name_zh="9号窗口").pk
    client.post(
        reverse("console_counter", args=[TAX, desk]), {"name_zh": "10号", "name_en": "Counter 10"}
    )
    client.post(reverse("console_counter_retire", args=[TAX, desk]))
    assert Counter.objects.get(name_zh="10号").is_retired
    make.a_block()
    last = Counter.objects.get(service__code=TAX, location__code="lakeside", is_retired=False).pk
    answer = client.post(reverse("console_counter_retire", args=[TAX, last]))
    assert answer.status_code == 409
    assert "还有 1 个开放的时段" in answer.content.decode()


def test_a_building_is_added_and_corrected(park):
    client = signed_in("supervisor")
    typed = {
        "code": "pier",
        "name_zh": "码头大厅",
        "name_en": "Pier Hall",
        "address_zh": "启帆路 1 号",
        "address_en": "1 Qifan Road",
    }
    assert client.post(reverse("console_place_add"), typed).status_code == 302
    assert client.post(reverse("console_place_add"), typed).status_code == 422
    client.post(
        reverse("console_place_correct", args=["pier"]), {**typed, "address_zh": "启帆路 2 号"}
    )
    assert "启帆路 2 号" in page(client, "console_places")


def test_a_clerk_reads_and_does_not_change(park):
    client = signed_in("clerk")
    assert "添加材料" not in page(client, "console_service", TAX)
    assert client.get(reverse("console_material_add", args=[TAX])).status_code == 403
    assert client.get(reverse("console_service", args=["moon"])).status_code == 404
    assert (
        signed_in("supervisor").get(reverse("console_place_correct", args=["moon"])).status_code
        == 404
    )
