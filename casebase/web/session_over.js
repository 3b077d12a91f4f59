// Says in Korean that the session is over, where Streamlit would only say that the connection failed.
(() => {
  const LOOK_MS = 4000;
  const Plain = WebSocket;
  let isLooking = false;
  let notice = null;

  globalThis.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("close", look);
    }
  };

  /** A socket closed: ask why, until the line is back or somebody has signed in again. */
  async function look() {
    if (isLooking) return;
    isLooking = true;
    for (let status = 0; status !== 200; ) {
      status = await fetch("/_stcore/health", { cache: "no-store", redirect: "error" }).then(
        (answer) => answer.status,
        () => 0,
      );
      show(status === 401);
      if (status !== 200) await new Promise((done) => setTimeout(done, LOOK_MS));
    }
    isLooking = false;
  }

  function show(isOver) {
    if (isOver === Boolean(notice)) return;
    if (isOver) {
      notice = made();
      dialogs.observe(document.body, { childList: true, subtree: true });
      closeDialogs();
    } else {
      notice = void notice.remove();
      dialogs.disconnect();
    }
  }

  const dialogs = new MutationObserver(closeDialogs);

  /** Streamlit's own dialog says the same in English, and keeps people from reading on. */
  function closeDialogs() {
    for (const dialog of document.querySelectorAll('[role="dialog"]')) {
      if (dialog.isClosed || !/Connection error|not responding/.test(dialog.textContent)) continue;
      dialog.isClosed = true;
      dialog.querySelector("button")?.click();
    }
  }

  function made() {
    const bar = document.createElement("div");
    bar.setAttribute("role", "alert");
    bar.style.cssText =
      "position:fixed;inset:0 0 auto;z-index:2147483647;padding:1rem;text-align:center;word-break:keep-all;" +
      "font:600 1.0625rem/1.6 system-ui,sans-serif;color:#fff;background:#7a1f17";
    const link = document.createElement("a");
    link.href = `/signin?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = "다시 로그인";
    link.style.cssText = "display:inline-block;min-height:44px;line-height:44px;padding:0 .75rem;color:inherit";
    bar.append("로그인 시간이 끝났습니다. 다시 로그인하면 작성하던 내용이 그대로 있습니다. ", link);
    document.documentElement.append(bar); // outside the body, which Streamlit's own dialog makes inert
    return bar;
  }
})();
