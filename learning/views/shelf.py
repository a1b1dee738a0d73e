"""What a reader keeps."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from learning.actions import keep_on_shelf, take_off_shelf
from learning.cards import cards_for
from learning.models import LibraryItem, ShelfEntry
from learning.permissions import get_item_for
from people.requests import SignedInRequest


@require_safe
@login_required
def shelf(request: SignedInRequest) -> HttpResponse:
    """All that the reader keeps and may still read, newest first."""
    items = LibraryItem.objects.visible_to(request.user).for_cards()
    kept = items.filter(shelf_entries__person=request.user).order_by("-shelf_entries__kept_at")
    library = f"/{get_language()}/library/"
    context = {"entries": cards_for(list(kept)), "library_url": library}
    return render(request, "learning/shelf.html", context)


@require_POST
@login_required
def shelf_toggle(request: SignedInRequest, pk: int) -> HttpResponseRedirect:
    """Keep an item, or take it off; the button says which, so that a double click does it once."""
    item = get_item_for(request.user, pk)
    is_kept = ShelfEntry.objects.filter(person=request.user, item=item).exists()
    wanted = request.POST.get("then") or ("take-off" if is_kept else "keep")
    if wanted == "keep":
        keep_on_shelf(by=request.user, item=item)
    else:
        take_off_shelf(by=request.user, item=item)
    return redirect(str(item.address))
