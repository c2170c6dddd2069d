"""Every address of the product, and which things its arguments mean."""

from collections.abc import Mapping

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.things import PRIVATE, Things


def _patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for entry in resolver.url_patterns:
        found += _patterns(entry) if isinstance(entry, URLResolver) else [entry]
    return found


PATTERNS: dict[str, URLPattern] = {str(one.name): one for one in _patterns(get_resolver())}

VISIT = {"reference": "visit"}
COMPANY = {"code": "company"}
SERVICE = {"code": "service"}
FOR_COMPANY = {"company": "company", "service": "service"}
RULES = {"service": "service"}
EDITION = {"service": "service", "number": "edition"}
MATERIAL = {"code": "service", "material": "material"}
COUNTER = {"code": "service", "counter": "counter"}
COLLEAGUE = {"account": "colleague"}
MAIL = {"number": "mail"}
STUCK = {"number": "stuck"}
BLOCK = {"block": "block"}
TEMPLATE = {"template": "template"}

MEANING: Mapping[str, dict[str, str]] = {
    **dict.fromkeys(("appointment", "booked", "calendar_file", "cancel", "cancelled"), VISIT),
    **dict.fromkeys(("contact", "move", "move_check", "moved", "tick_materials"), VISIT),
    **dict.fromkeys(("revoke_link", "visit_door", "console_visit", "console_contact"), VISIT),
    **dict.fromkeys(("console_move", "console_move_check", "console_cancel"), VISIT),
    **dict.fromkeys(("console_done", "console_check_in", "console_call"), VISIT),
    **dict.fromkeys(("console_complete", "console_no_show", "console_undo"), VISIT),
    "console_correct": VISIT,
    "link": {"token": "link"},
    "invitation": {"token": "token"},
    "invitation_withdraw": {"invitation": "invitation"},
    "member": {"account": "person"},
    "token_revoke": {"token": "program"},
    "console_token_revoke": {"token": "system"},
    **dict.fromkeys(("console_company", "console_company_edit", "console_verify"), COMPANY),
    **dict.fromkeys(("console_tier", "console_invite", "console_merge"), COMPANY),
    "console_withdraw": {"code": "company", "invitation": "invitation"},
    "console_member": {"code": "company", "account": "person"},
    "console_book_service": {"company": "company"},
    **dict.fromkeys(("console_book_block", "console_book_check"), FOR_COMPANY),
    **dict.fromkeys(("console_colleague", "console_colleague_correct"), COLLEAGUE),
    "console_colleague_release": COLLEAGUE,
    "console_department": {"code": "department"},
    **dict.fromkeys(("service", "book", "book_check"), SERVICE),
    **dict.fromkeys(("console_service", "console_service_correct"), SERVICE),
    **dict.fromkeys(("console_service_move", "console_service_offer"), SERVICE),
    **dict.fromkeys(("console_material_add", "console_counter_add"), SERVICE),
    **dict.fromkeys(("console_material", "console_material_move"), MATERIAL),
    "console_material_retire": MATERIAL,
    **dict.fromkeys(("console_counter", "console_counter_retire"), COUNTER),
    "console_place_correct": {"place": "place"},
    "console_hall": {"location": "place"},
    **dict.fromkeys(("console_rules_of", "console_rules_new", "console_rules_compare"), RULES),
    "console_rules_follow": RULES,
    **dict.fromkeys(("console_rules_edition", "console_rules_withdraw"), EDITION),
    **dict.fromkeys(("planning_block", "planning_capacity", "planning_close_block"), BLOCK),
    **dict.fromkeys(("planning_reopen", "planning_reserve"), BLOCK),
    **dict.fromkeys(("planning_template_change", "planning_template_end"), TEMPLATE),
    **dict.fromkeys(("demo_mail_one", "demo_mail_html", "demo_mail_calendar"), MAIL),
    "console_message_decide": STUCK,
}
"""Address → argument → the kind of thing it means. An address with arguments must stand here; one without must not."""


def walkable() -> list[str]:
    """The addresses whose arguments stand here; a test of its own finds those that don't."""
    return sorted(name for name in PATTERNS if set(MEANING.get(name, {})) == arguments(name))


def arguments(name: str) -> set[str]:
    """The arguments that the address takes."""
    return set(PATTERNS[name].pattern.converters)


def address(name: str, things: Things, *, last: Things | None = None) -> str:
    """The address of these things; with `last`, its last argument is one of those: a thing below another's."""
    meaning = MEANING.get(name, {})
    kwargs = {argument: getattr(things, kind) for argument, kind in meaning.items()}
    if last is not None:
        argument, kind = list(meaning.items())[-1]
        kwargs[argument] = getattr(last, kind)
    return reverse(name, kwargs=kwargs)


def is_private(name: str) -> bool:
    """Whether it is about something of one company."""
    return bool(PRIVATE & set(MEANING.get(name, {}).values()))
