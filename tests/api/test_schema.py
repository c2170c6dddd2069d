"""J3: whatever the OpenAPI permits, and what it doesn't, is answered as the document says, and never with a 5xx.

Schemathesis makes the requests, each alone and then in chains in which one answer gives the next request its ids.
The seed is fixed and the number bounded, so that the same requests are made everywhere.
"""

from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.stateful import run_state_machine_as_test
from hypothesis.strategies import one_of
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gaiyue.api.openapi import plain_document
from gaiyue.wsgi import application
from tests import make
from tests.api.asking import token_of

BOOK, SERVICES = "/api/v1/appointments", "/api/v1/services"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
]
BOUNDED = settings(
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def loaded(document: dict[str, Any]) -> Any:
    """The document as schemathesis reads it, with our own application to ask."""
    read = schemathesis.openapi.from_dict(document)
    read.app = application
    read.config.update(base_url="http://localhost")
    return read


schema = loaded(deepcopy(plain_document()))  # the library writes into what it is given


@pytest.fixture
def tokens(park, settings) -> dict[str, dict[str, str]]:
    """What a company's and a department's program send, in a park with something to find."""
    settings.GAIYUE_API_RATE = settings.GAIYUE_API_WRONG_TOKENS = 10**9
    company = make.a_company()
    make.booked(company, make.a_block("2026-11-30 09:00", seats=9))
    make.a_block("2026-11-23 14:00", seats=9)
    make.a_block("2026-12-01 09:00", seats=9)
    actors = {"company": company.actor, "staff": make.staff("clerk")}
    return {
        who: {"Authorization": f"Bearer {token_of(actor)}", "Host": "localhost"}
        for who, actor in actors.items()
    }


@schema.parametrize()
@BOUNDED
@pytest.mark.parametrize("who", ["company", "staff"])
def test_each_request_is_answered_as_the_document_says(case: Any, tokens: Any, who: str) -> None:
    case.call_and_validate(headers=tokens[who], checks=CHECKS)


@pytest.mark.parametrize("who", ["company", "staff"])
def test_a_chain_of_requests_is_answered_as_the_document_says(tokens, who):
    class Chain(schema.as_state_machine()):
        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": tokens[who]}

        def validate_response(self, response: Any, case: Any, **_more: Any) -> None:
            case.validate_response(response, checks=CHECKS)

    run_state_machine_as_test(
        Chain, settings=settings(BOUNDED, max_examples=15, stateful_step_count=8)
    )


@pytest.mark.parametrize(
    "forget",
    [
        lambda document: document["paths"][BOOK]["post"]["responses"].pop("422"),
        lambda document: document["components"]["schemas"]["Services"].update(
            required=["items", "never_there"]
        ),
    ],
    ids=["a status", "a field"],
)
def test_a_document_that_is_wrong_is_found_out(tokens, forget):
    """The control: the same requests with a document that says too little, or too much."""
    document = deepcopy(plain_document())
    forget(document)
    wrong = loaded(document)

    @given(case=one_of(wrong[BOOK]["POST"].as_strategy(), wrong[SERVICES]["GET"].as_strategy()))
    @BOUNDED
    def ask(case: Any) -> None:
        case.call_and_validate(headers=tokens["company"], checks=CHECKS)

    with pytest.raises(BaseExceptionGroup):
        ask()
