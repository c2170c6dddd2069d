"""D5: the signed head of the chain leaves the database, so that its owner can't rewrite the past unseen."""

import json

import pytest
from django.core import signing
from django.test import override_settings

from gaiyue.base import clock
from gaiyue.eventlog.heads import HeadForged, examine_heads, publish_head, read_heads
from gaiyue.eventlog.models import Link
from tests.eventlog.make import PARK, a_chain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


def lines(folder):
    return (folder / f"{PARK}.heads").read_text(encoding="utf-8").splitlines()


def test_a_head_names_the_end_of_the_chain(tmp_path):
    a_chain(3)
    head = publish_head(PARK, folder=tmp_path / "heads")
    assert head is not None
    assert (head.park, head.number) == (PARK, 3)
    assert head.hash == Link.objects.get(number=3).hash
    assert head.at == clock.now().isoformat()
    assert list(read_heads(tmp_path / "heads" / "lingang.heads")) == [head]


def test_an_empty_chain_has_no_head(tmp_path):
    assert publish_head(PARK, folder=tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_chain_that_has_not_grown_is_not_published_again(tmp_path):
    a_chain(3)
    assert publish_head(PARK, folder=tmp_path)
    assert publish_head(PARK, folder=tmp_path) is None
    assert len(lines(tmp_path)) == 1
    a_chain(1)
    assert publish_head(PARK, folder=tmp_path)
    assert len(lines(tmp_path)) == 2


def test_an_empty_file_is_begun(tmp_path):
    a_chain(1)
    (tmp_path / f"{PARK}.heads").touch()
    assert publish_head(PARK, folder=tmp_path)
    assert len(lines(tmp_path)) == 1


def test_a_line_that_was_edited_is_named(tmp_path):
    a_chain(3)
    publish_head(PARK, folder=tmp_path)
    path = tmp_path / f"{PARK}.heads"
    path.write_text(lines(tmp_path)[0] + "\n" + lines(tmp_path)[0].replace("3", "2", 1) + "\n")
    with pytest.raises(HeadForged, match="line 2: the signature does not fit"):
        list(read_heads(path))


def test_a_line_signed_with_another_key_is_named(tmp_path):
    a_chain(3)
    with override_settings(SECRET_KEY="somebody else's"):
        publish_head(PARK, folder=tmp_path)
    with pytest.raises(HeadForged, match="line 1"):
        list(read_heads(tmp_path / f"{PARK}.heads"))


@pytest.mark.parametrize("content", [json.dumps({"park": PARK}), "not json", "[]"])
def test_a_signed_line_that_is_no_head_is_named(tmp_path, content):
    path = tmp_path / f"{PARK}.heads"
    path.write_text(signing.Signer(salt="gaiyue.eventlog.head").sign(content) + "\n")
    with pytest.raises(HeadForged, match="line 1"):
        list(read_heads(path))


def test_a_line_that_a_crash_tore_holds_up_no_later_head(tmp_path):
    a_chain(3)
    first = publish_head(PARK, folder=tmp_path)
    path = tmp_path / f"{PARK}.heads"
    path.write_bytes(path.read_bytes() + path.read_bytes()[:40] + b"\xe4\x00")
    a_chain(1)
    second = publish_head(PARK, folder=tmp_path)
    assert publish_head(PARK, folder=tmp_path) is None
    assert examine_heads(path) == ([first, second], [f"{path}, line 2: the signature does not fit"])


def test_a_whole_line_without_its_end_stays_whole(tmp_path):
    a_chain(3)
    first = publish_head(PARK, folder=tmp_path)
    path = tmp_path / f"{PARK}.heads"
    path.write_text(path.read_text().rstrip())
    a_chain(1)
    assert [first, publish_head(PARK, folder=tmp_path)] == read_heads(path)
