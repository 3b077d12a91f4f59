"""The pages on which anybody checks a paper: made for a phone, without scripts, and saying nothing of its content."""

from datetime import UTC, datetime, timedelta
from html import escape

from starlette.responses import HTMLResponse

from casebase.domain.document import DOCUMENT_TITLES
from casebase.domain.verification import DIGITS_NEEDED, STANDING_LABELS, KnownPaper, Standing, Verdict
from casebase.korean.dates import local_time, official_date
from casebase.web.forms import alert as alert_of
from casebase.web.plain_page import plain_page

TITLE = "문서 확인"
OLD = timedelta(days=7)

_FORMS = """<h1>문서 확인</h1>
<p>받은 문서가 기관에서 발급된 것인지 확인합니다. 로그인하지 않아도 됩니다.</p>
{list}{alert}
<section class="first">
<h2>파일로 확인</h2>
<p>받은 PDF 파일을 고르거나 끌어 놓으세요. 한 글자라도 바뀌었는지 가려냅니다. 파일은 보관하지 않습니다.</p>
<form method="post" action="/verify/file" enctype="multipart/form-data">
<label for="file">PDF 파일</label>
<input id="file" name="file" type="file" accept="application/pdf,.pdf" required>
<button type="submit">파일 확인</button>
</form>
</section>
<section>
<h2>번호로 확인</h2>
<p>종이 문서는 QR 코드를 찍거나, 끝에 적힌 문서번호와 SHA-256 값을 넣으세요.</p>
<form method="get" action="/verify">
<label for="number">문서번호</label>
<input id="number" name="number" autocomplete="off" maxlength="100" required placeholder="2026-결정-0001"
 value="{number}">
<label for="h">SHA-256 값의 앞 {digits}자리</label>
<input id="h" name="h" autocomplete="off" autocapitalize="none" spellcheck="false" minlength="{digits}"
 maxlength="200" required value="{typed}">
<button type="submit">번호 확인</button>
</form>
</section>"""

_RESULT = """<h1>문서 확인</h1>
<div class="verdict {standing}" role="status"><strong>{label}</strong><p>{sentence}</p></div>
{facts}{list}<p>{advice}</p>
<p class="after"><a href="/verify">다른 문서 확인하기</a></p>"""

_BY_NUMBER = {
    Standing.GENUINE: "이 번호와 값으로 발급된 문서가 있고, 그 뒤 정정되거나 취소되지 않았습니다.",
    Standing.SUPERSEDED: "이 번호와 값으로 발급되었으나, {since}에 이를 정정한 새 문서가 나와 대체되었습니다.",
    Standing.WITHDRAWN: "이 번호와 값으로 발급되었으나, {since}에 취소되었습니다.",
    Standing.UNKNOWN: "문서번호와 SHA-256 값이 함께 맞는 문서를 찾지 못했습니다.",
}
_BY_FILE = {
    Standing.GENUINE: "발급된 파일 그대로이고, 그 뒤 정정되거나 취소되지 않았습니다.",
    Standing.SUPERSEDED: "발급된 파일이지만, {since}에 이를 정정한 새 문서가 나와 대체되었습니다.",
    Standing.WITHDRAWN: "발급된 파일이지만, {since}에 취소되었습니다.",
    Standing.ALTERED: "발급된 문서의 번호와 값이 들어 있지만, 파일이 발급된 것과 다릅니다.",
    Standing.UNKNOWN: "발급된 파일과 같지 않고, 발급된 문서의 번호와 값도 들어 있지 않습니다.",
}
_ADVICE_BY_NUMBER = {
    Standing.GENUINE: "들고 있는 문서와 위 내용을 견주어 보세요. 본문까지 확인하려면 PDF 파일로 확인하세요.",
    Standing.UNKNOWN: "옮겨 적은 글자를 다시 확인하세요. 그래도 같으면 문서에 적힌 기관에 직접 물으세요.",
}
_ADVICE_BY_FILE = {
    Standing.GENUINE: "",
    Standing.ALTERED: "이 파일의 내용을 믿지 마시고, 문서를 보낸 기관에 발급된 파일을 다시 요청하세요.",
    Standing.UNKNOWN: "인쇄하거나 다시 저장한 파일이면 발급된 파일을 구해 확인하거나, 번호로 확인하세요.",
}
_ADVICE = "지금 쓸 수 있는 문서가 무엇인지 위 기관에 물으세요."
_DEMO = "시연용 문서입니다. 실제 기관이 낸 문서가 아니며 효력이 없습니다."


def forms_page(
    *, made_at: str = "", number: str = "", digits: str = "", alert: str = "", status: int = 200
) -> HTMLResponse:
    """Return the two forms; `made_at` is the instant of the list that papers are looked up in, if it is one."""
    body = _FORMS.format(
        list=_list_note(made_at),
        alert=alert_of(alert),
        digits=DIGITS_NEEDED,
        number=escape(number[:100]),
        typed=escape(digits[:200]),
    )
    return plain_page(TITLE, body, status)


def verdict_page(verdict: Verdict, *, is_file: bool, made_at: str = "") -> HTMLResponse:
    """Return what was found, and what to do about it."""
    sentences, advice = (_BY_FILE, _ADVICE_BY_FILE) if is_file else (_BY_NUMBER, _ADVICE_BY_NUMBER)
    paper = verdict.paper
    since = _unbroken(official_date(paper.since)) if paper and paper.since else ""
    body = _RESULT.format(
        standing=verdict.standing,
        label=STANDING_LABELS[verdict.standing],
        sentence=sentences[verdict.standing].format(since=since),
        facts=_facts(paper) if paper else "",
        list=_list_note(made_at),
        advice=advice.get(verdict.standing, _ADVICE),
    )
    return plain_page(TITLE, body.replace("<p></p>\n", ""))


def _facts(paper: KnownPaper) -> str:
    rows = {
        "문서": DOCUMENT_TITLES[paper.kind],
        "시행일": official_date(paper.issued_on),
        "기관": paper.office,
    }
    if paper.disposed_on:
        rows["보존"] = f"보존기간이 끝나 {official_date(paper.disposed_on)} 폐기됨. 기관에도 본문이 남아 있지 않습니다."
    listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows.items())
    demo = f'<p role="alert">{_DEMO}</p>\n' if paper.is_demo else ""
    return f"<dl>{listed}</dl>\n{demo}"


def _list_note(made_at: str) -> str:
    """Say how old a list is; what was issued or withdrawn since then it cannot tell."""
    if not made_at:
        return ""
    days = (datetime.now(UTC) - datetime.fromisoformat(made_at)).days
    when = _unbroken(local_time(made_at))
    note = f"{when}에 기관이 내보낸 목록으로 확인합니다. 그 뒤의 발급·정정·취소는 알 수 없습니다."
    if days < OLD.days:
        return f"<p>{note}</p>\n"
    return f'<p role="alert">{note} 목록이 {days}일 전 것이니 기관에도 물으세요.</p>\n'


def _unbroken(day: str) -> str:
    return f'<span class="whole">{day}</span>'
