"""What may become of a consultation, and at whose hands: written from the office's work, not from the house's tables.

Every act that is not listed here for a state, or not for a person, is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Who they are to a consultation that an agency asked for, and to one that a resident asked for.
HANDLER = frozenset({"handler", "head who handles"})
WORKING = HANDLER | {"co-handler"}
OFFICE = WORKING | {"other auditor", "head"}
INSIDE = OFFICE | {"chair"}
IN_CHARGE = HANDLER | {"head"}
APPROVERS = frozenset({"head", "head who handles", "chair"})
ASKED = frozenset({"of the body asked"})
OUTSIDE = ASKED | {"filer", "colleague", "of another agency", "resident"}
NEVER = frozenset({"committee", "secretary", "panel", "admin", "signed out"})
PEOPLE = INSIDE | OUTSIDE | NEVER

PETITIONS = frozenset({"petition applied", "petition under review", "petition answered"})

# States in which nothing is on its way to be approved and the clock runs, with what is waited for in some of them.
AT_REST = frozenset({"under review", "reopened", "petition under review"})
OPEN = AT_REST | {"received", "supplement awaited", "answer awaited", "hearing under way"}
APPLIED = frozenset({"applied", "petition applied"})
APPROVAL = frozenset({"proposed", "correction proposed"})
FOLLOWED = frozenset({"follow-up", "reported", "petition answered"})
# The opinion stands; a paper that sends the application back or away can be corrected and withdrawn as well.
ANSWERED = FOLLOWED | {"issued", "notified", "closed", "return issued", "returned", "transferred"}
PAPER = ANSWERED | {"correction proposed", "withdrawal issued", "opinion withdrawn", "reopened"}
FILED = APPLIED | OPEN | APPROVAL | PAPER | {"withdrawn"}
ALL = FILED | {"drafting"}

STATUS = {
    "drafting": "drafting",
    "applied": "applied",
    "received": "received",
    "under review": "under_review",
    "supplement awaited": "under_review",
    "answer awaited": "under_review",
    "hearing under way": "under_review",
    "proposed": "proposed",
    "issued": "issued",
    "notified": "notified",
    "follow-up": "follow_up",
    "reported": "follow_up",
    "closed": "closed",
    "correction proposed": "proposed",
    "withdrawal issued": "issued",
    "opinion withdrawn": "notified",
    "reopened": "under_review",
    "return issued": "issued",
    "returned": "returned",
    "transferred": "transferred",
    "withdrawn": "withdrawn",
    "petition applied": "applied",
    "petition under review": "under_review",
    "petition answered": "follow_up",
}


@dataclass(frozen=True)
class Permitted:
    """One act: who may do it, in which states, and the status it leads to; "": it stays where it is.

    `to_status` names the states from which it leads somewhere else than `leads_to` says.
    """

    who: frozenset[str]
    states: frozenset[str]
    leads_to: str = ""
    to_status: Mapping[str, str] = field(default_factory=dict)
    is_applicants: bool = False  # also the applicant's own

    def may(self, person: str, state: str) -> bool:
        return state in self.states and (person in self.who or (self.is_applicants and person in applicants(state)))

    def leads(self, state: str) -> str:
        return self.to_status.get(state) or self.leads_to or STATUS[state]


def applicants(state: str) -> frozenset[str]:
    """Return whose application it is: an agency's is every official's of it, a resident's is theirs alone."""
    return frozenset({"resident"}) if state in PETITIONS else frozenset({"filer", "colleague"})


def sees(person: str, state: str) -> bool:
    """Say whether a person sees a consultation at all. A draft of the office is its own business."""
    is_asked = person in ASKED and state in FILED - APPLIED  # each was asked about after its receipt
    return person in INSIDE or is_asked or (person in applicants(state) and state != "drafting")


PERMITTED = {
    "apply_for_consultation": Permitted(OUTSIDE, ALL),  # another application; this one stays as it is
    "register_consultation": Permitted(OFFICE, frozenset({"drafting"}), "applied"),
    "receive_consultation": Permitted(OFFICE, APPLIED, "received"),
    "screen_consultation": Permitted(WORKING, OPEN, "under_review"),
    "assign_consultation": Permitted(IN_CHARGE, FILED - {"closed", "withdrawn"}),
    "add_material": Permitted(WORKING, APPLIED | OPEN, is_applicants=True),
    "ask_supplement": Permitted(WORKING, OPEN - {"supplement awaited"}),
    "answer_supplement": Permitted(WORKING, frozenset({"supplement awaited"}), is_applicants=True),
    "ask_body": Permitted(WORKING, OPEN),
    "remind_body": Permitted(WORKING, frozenset({"supplement awaited", "answer awaited"})),
    "answer_inquiry": Permitted(WORKING | ASKED, frozenset({"answer awaited"})),
    "begin_suspension": Permitted(WORKING, OPEN),
    "end_suspension": Permitted(WORKING, frozenset({"hearing under way"})),
    "cancel_suspension": Permitted(WORKING, OPEN),
    "extend_period": Permitted(HANDLER, OPEN),
    "tell_progress": Permitted(WORKING, OPEN | {"proposed"}),
    "link_site_check": Permitted(WORKING, OPEN),
    "link_sibling": Permitted(WORKING, FILED),
    "send_message": Permitted(WORKING, FILED - {"withdrawn"}, is_applicants=True),
    "add_note": Permitted(INSIDE, ALL),
    "propose_opinion": Permitted(HANDLER, AT_REST, "proposed"),
    "return_opinion": Permitted(APPROVERS, APPROVAL, "under_review", {"correction proposed": "notified"}),
    # By another person than who drafted, handles or screened.
    "issue_opinion": Permitted(APPROVERS - HANDLER, APPROVAL, "issued"),
    "notify_opinion": Permitted(
        WORKING, frozenset({"issued", "withdrawal issued", "return issued"}), "notified", {"return issued": "returned"}
    ),
    # What is not told yet has not arrived, and what arrived does not arrive again.
    "record_opinion_arrival": Permitted(
        WORKING,
        frozenset({"notified", "returned", "transferred", "correction proposed", "opinion withdrawn", "reopened"}),
        to_status={"notified": "follow_up"},
    ),
    "notify_further": Permitted(WORKING, PAPER),
    "record_further_arrival": Permitted(WORKING, PAPER),
    "propose_opinion_correction": Permitted(HANDLER, ANSWERED, "proposed"),
    # A report that waits is checked first.
    "propose_opinion_withdrawal": Permitted(HANDLER, ANSWERED - {"reported"}, "proposed"),
    "reopen_consultation": Permitted(HANDLER, frozenset({"opinion withdrawn"}), "under_review"),
    "report_follow_up": Permitted(WORKING, frozenset({"follow-up", "petition answered"}), is_applicants=True),
    "judge_follow_up": Permitted(IN_CHARGE, frozenset({"reported"}), "closed"),
    # An agency's report has to be accepted, which closes the case; a resident owes none.
    "close_consultation": Permitted(HANDLER, frozenset({"petition answered"}), "closed"),
    # Before there is an opinion.
    "withdraw_consultation": Permitted(HANDLER, APPLIED | OPEN | {"proposed"}, "withdrawn", is_applicants=True),
}
