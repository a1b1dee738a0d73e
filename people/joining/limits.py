"""How often visitors may have mail sent (safeguards, rate limits)."""

from django.http import HttpRequest

from people.limits import DAY, Limit, TooMany, network_of, take

ASKING = Limit("asking to join", "network", 5, DAY)
ASKING_SIGNED_IN = Limit("asking to join", "account", 5, DAY)


def may_ask(request: HttpRequest) -> bool:
    """Counts one request from this network; False where the day's five are used up.

    Whoever is signed in is counted by the account: offices share a network.
    """
    is_known = request.user.is_authenticated
    who = (ASKING_SIGNED_IN, str(request.user.pk)) if is_known else (ASKING, network_of(request))
    try:
        take([who])
    except TooMany:
        return False
    return True
