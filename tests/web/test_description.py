"""The interface against its own description, with requests that schemathesis makes up."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from tests.web.conftest import Served

# A request without parameters cannot be wrong.
OPERATIONS = [
    ("/api/check", "POST", GenerationMode.POSITIVE),
    ("/api/check", "POST", GenerationMode.NEGATIVE),
    ("/api/parse", "POST", GenerationMode.POSITIVE),
    ("/api/parse", "POST", GenerationMode.NEGATIVE),
    ("/api/rules", "GET", GenerationMode.POSITIVE),
    ("/api/rules", "GET", GenerationMode.NEGATIVE),
    ("/api/health", "GET", GenerationMode.POSITIVE),
    ("/api/openapi.json", "GET", GenerationMode.POSITIVE),
]


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_the_interface_does_what_its_description_says(
    shared_server: Served, path: str, method: str, mode: GenerationMode
) -> None:
    """Statuses, types and bodies are those described; nothing is a server error; what is wrong is refused."""
    schema = schemathesis.openapi.from_url(f"{shared_server.url}/api/openapi.json")
    operation = schema[path][method]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def holds(case: Case[Any]) -> None:
        case.call_and_validate(
            checks=[
                not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_schema_conformance,
                checks.negative_data_rejection,
                checks.positive_data_acceptance,
            ]
        )

    holds()
