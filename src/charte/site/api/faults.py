"""Under `/api/` every error has one shape, whoever found it: Django, django-ninja or ourselves."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

API = "/api/"
_SEE = "See /api/v1/openapi.json."
_SAID = {
    400: ("The request cannot be read.", _SEE),
    403: ("The caller may not do this.", "Use a token of an owner or a DPO of the site."),
    404: ("There is nothing at this address.", _SEE),
    405: ("This address takes another method.", _SEE),
    413: ("The body is too large.", "Send one report at a time."),
    500: ("The platform has failed; nothing was half-recorded.", "Look at its log, and send again."),
}


def told(what: str, mend: str, status: int) -> JsonResponse:
    """An error as the API tells it."""
    return JsonResponse({"error": {"what": what, "mend": mend}}, status=status)


class ApiFaults:
    """Turns any other error page under `/api/` into that shape; the headers that belong to it stay."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "")
        if (
            response.status_code < HTTPStatus.BAD_REQUEST
            or not request.path_info.startswith(API)
            or kind.startswith("application/json")
        ):
            return response
        what, mend = _SAID.get(response.status_code, (HTTPStatus(response.status_code).phrase + ".", _SEE))
        answer = told(what, mend, response.status_code)
        if allowed := response.headers.get("Allow"):
            answer.headers["Allow"] = allowed
        return answer
