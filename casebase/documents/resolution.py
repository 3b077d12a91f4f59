"""위원회 의결 as a ruling prints it: the quorum and the vote by numbers, and who took no part."""

from casebase.documents.blocks import Block
from casebase.documents.typesetting import fields, grid, item, itemised, prose, whole
from casebase.domain.papers import ResolutionOnPaper

_INDENT = 22.0


def resolution_told(resolution: ResolutionOnPaper, outcome: str) -> list[Block]:
    """Return what stands under the section's title; `outcome` is the word voted on last: "면책 인정".

    How a member voted is not on the paper, so it cannot be printed.
    """
    count = f"찬성 {resolution.yes}, 반대 {resolution.no}, 기권 {resolution.abstained}"
    votes = [*resolution.tallies, (f"의결안({outcome})", count)]
    meeting = fields(
        [("회의", resolution.meeting)],
        [("재적위원", f"{resolution.seats}명"), ("출석위원", f"{resolution.present}명")],
        [("의결정족수", resolution.quorum)],
        indent=_INDENT,
    )
    return [
        item(2, 1, 3, "의결정족수"),
        *whole(meeting),
        item(2, 2, 3, "찬반 수"),
        *grid(("표결에 부친 사항", "찬반 수"), (7, 4), votes, _INDENT),
        item(2, 3, 3, "제척·기피·회피"),
        *(itemised(resolution.recused, level=3) if resolution.recused else prose("해당하는 위원이 없다.", level=2)),
    ]
