"""Texts that somebody hostile, or unlucky, types."""

from hypothesis import strategies as st

MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</p></section><iframe src=//evil.example>",
    "<para><font size=900>큰 글</font></para>",
    "<b>열린 채 <i>끝나는 표시",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; &nbsp;",
    "]]><!--",
    "[누르세요](javascript:alert(1)) ![](//evil.example/x.png) :red[빨강] $x^2$ `코드`",
)
FORMULAS = ('=HYPERLINK("http://evil.example","보기")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1")
BROKEN = (
    "\0",
    "가\0나",
    "\ud83d",
    "\ud800\udc00 짝",
    "\u202e뒤집힌 글\u202c",
    "\u2066\u2069\u200b\u200d\ufeff",
    "\x1b[31m\x07\x08",
    "\x85\u2028\u2029",
    "가\u0301" * 40,
    "\uffff\ufffe",
    "😀🇰🇷👩‍👩‍👧",
    "ᆞ옛한글ퟃ",
)
COMMANDS = (
    "'; drop table accounts; --",
    "' or '1'='1",
    "%_\\%",
    "{{7*7}}${7*7}#{7*7}<%= 7*7 %>",
    "{0.__class__}{office}%s%n%(x)s",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "file:///etc/passwd",
    "https://evil.example/",
    "//evil.example",
    "$(id) `id` | id ; id",
    "\r\nset-cookie: casebase_session=x\r\n\r\n<html>",
)
ODD_NUMBERS = ("-1", "0", "1e309", "nan", "٣", "²", "9" * 400, "0x10", "1_000", " 7 ")
ODD_DAYS = ("0000-00-00", "9999-12-31", "0001-01-01", "2026-02-30", "2026-W01-1", "20261123", "2026-11-23T00:00")
ODD_SHAPES = ("[]", "{}", "null", "[[[[[[", '["a", 1, null]', '{"a": {"b": []}}', "true")
LONG = ("가" * 20_000, "A" * 20_000, "줄\n" * 5_000, "<" * 3_000)

HOSTILE = (*MARKUP, *FORMULAS, *BROKEN, *COMMANDS, *ODD_NUMBERS, *ODD_DAYS, *ODD_SHAPES)


def hostile_texts() -> st.SearchStrategy[str]:
    """Known evil, and whatever Hypothesis thinks of."""
    return st.sampled_from(HOSTILE) | st.text(max_size=60)
