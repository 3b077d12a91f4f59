// What Streamlit's parts say in English to who hears the page, said in Korean.

const SAID = {
  "aria-label": {
    "App pages": "화면 목록",
    "Choose date": "달력에서 날짜 고르기",
    "Clear all": "모두 지우기",
    "Clear date": "날짜 지우기",
    "Clear time": "시각 지우기",
    "Clear value": "고른 것 지우기",
    Dismiss: "닫기",
    "Expand sidebar": "화면 목록 펼치기",
    "Next month": "다음 달",
    Open: "펼치기",
    "Previous month": "지난달",
    "Selected values": "고른 것",
    Sidebar: "화면 목록",
  },
  "aria-valuetext": { Empty: "비어 있음" },
};
const ENGLISH = Object.entries(SAID).map(([attribute, words]) => [
  attribute,
  words,
  Object.keys(words).map((english) => `[${attribute}="${english}"]`).join(),
]);

function startSpeaking() {
  const anywhere = { childList: true, subtree: true, attributeFilter: Object.keys(SAID) };
  new MutationObserver(speakKorean).observe(document.body, anywhere);
  speakKorean();
  const skip = document.querySelector("[data-testid=stSkipToContent]")?.firstChild;
  if (skip) skip.data = "본문으로 건너뛰기"; // the same text node: Streamlit draws this link once and leaves it so
}

function speakKorean() {
  for (const [attribute, words, selector] of ENGLISH) {
    for (const part of document.querySelectorAll(selector)) {
      part.setAttribute(attribute, words[part.getAttribute(attribute)]);
    }
  }
}
