"""Words: every reason that a rule can give has a sentence, and a test that makes the rule give it."""

from tests.house.house import ROOT, files

TESTS = [path for path in files(ROOT / "tests") if "house" not in path.parts]


def test_every_reason_has_a_sentence():
    """B5: a late request never ends in a bare no."""
    from gaiyue.policy.reasons import ALL_REASON_CODES
    from gaiyue.policy.wording import SENTENCES

    assert set(ALL_REASON_CODES) - set(SENTENCES) == set(), "reasons without a sentence"
    assert set(SENTENCES) - set(ALL_REASON_CODES) == set(), (
        "sentences for reasons that no rule gives"
    )


def test_every_reason_is_given_in_a_test():
    """By its code, or by the name of the member that holds it."""
    from gaiyue.policy.reasons import ALL_REASON_CODES

    written = "\n".join(path.read_text(encoding="utf-8") for path in TESTS)
    untested = [
        str(code)
        for code in ALL_REASON_CODES
        if f'"{code}"' not in written and f".{code.name}" not in written
    ]
    assert sorted(untested) == []
