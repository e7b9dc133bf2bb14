"""What the page says of itself: what was done just before, and the sentences of its script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from workshop.domain.views import Screen
from workshop.phone.guest import Guest
from workshop.wording import N_, VOTED, Speaker

SAID: Mapping[str, str] = MappingProxyType(
    {
        "saved": N_("Saved"),
        "suggested": N_("Received. The facilitator sees it beside the draft."),
        "translated": N_("Saved. It stands below the original."),
        "supported": N_(
            "Number {no} has your support. Your own words still stand here, to send or to clear."
        ),
        "received": N_("Received, number {no}."),
        "again": N_(
            "You already sent this. It was received at {time} as number {no}. Once is enough."
        ),
        "withdrawn": N_("Number {no} is withdrawn"),
        **{f"vote-{vote.value}": told for vote, told in VOTED.items()},
    }
)
"""What was done just before, by the word for it in an address."""
_OF_ONES_OWN = frozenset({"received", "again", "withdrawn"})


def said(guest: Guest, screen: Screen) -> str:
    """What was done just before, as far as it is so: anybody can type an address."""
    what, numbers = guest.seen.said, guest.seen.no
    mine = {receipt.number: receipt for receipt in screen.mine}
    if what not in SAID or (what in _OF_ONES_OWN and not (numbers and set(numbers) <= set(mine))):
        return ""
    shown = " · ".join(map(str, numbers))
    time = guest.say.time(mine[numbers[0]].at) if what in _OF_ONES_OWN else ""
    return guest.say(SAID[what], no=shown, time=time)


@cache
def words(say: Speaker) -> str:
    """The sentences that the script of the page says by itself, as JSON."""
    told = {
        "saved": say("What you sent is saved"),
        "sending": say("Sending …"),
        "count": say("{n} of {limit}"),
        "unsent": say("{n} of {limit}. Not sent yet, kept in this browser."),
        "over": say("{n} characters too many. Nothing is lost."),
        "waiting": say("Offline. Waiting to be sent: {n}. Kept on this phone."),
        "held": say("Waiting to be sent: {n}. Kept on this phone."),
        "offline": say("Offline. What you typed is kept on this phone."),
        "lost": say("The workshop cannot be reached just now. This page tries again by itself."),
        "closet": say(
            "This browser keeps nothing for this page. What you type is lost when you leave it."
        ),
        "moved": say("The room is in the next step now. What you had typed is kept here."),
        "back": say("This was not sent: {why}"),
        "copy": say("Copy"),
        "copied": say("Copied"),
        "use": say("Put it into the field"),
        "drop": say("Let it go"),
        "principle": say("Send principle"),
        "example": say("Send example"),
        "both": say("Send both"),
        "keep": say("Keep for sending"),
        "60": say("One minute left"),
        "10": say("Ten seconds left"),
    }
    return json.dumps(told, ensure_ascii=False)
