"""How often visitors may have mail sent (safeguards, rate limits)."""

from django.http import HttpRequest

from people.limits import DAY, Limit, TooMany, network_of, take

ASKING = Limit("asking to join", "network", 5, DAY)


def may_ask(request: HttpRequest) -> bool:
    """Counts one request from this network; False where the day's five are used up.

    Whoever is signed in is known, and not counted by network: offices share one.
    """
    if request.user.is_authenticated:
        return True
    try:
        take([(ASKING, network_of(request))])
    except TooMany:
        return False
    return True
