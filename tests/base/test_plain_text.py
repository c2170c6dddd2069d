"""What people type keeps its words and loses what nobody sees."""

import pytest

from gaiyue.base.plain_text import one_line, some_lines


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  张三丰 ", "张三丰"),
        ("张\u202e三", "张三"),
        ("云启\u2066科技\u2069", "云启科技"),
        ("陈\x00思\x1b远\x7f", "陈思远"),
        ("Ana\u200b Maria\ufeff", "Ana Maria"),
        ("一行\n两行\t三", "一行 两行 三"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800", ""),
    ],
)
def test_a_line_is_what_is_seen_of_it(typed, kept):
    """E-mails, lists and calls at the counter show a name as it reads: nothing turns it round."""
    assert one_line(typed) == kept


def test_a_note_keeps_its_lines():
    assert some_lines(" 上午\u202e走不开\r\n下午\x07可以\r\n") == "上午走不开\n下午可以"
