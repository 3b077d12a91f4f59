// Asks now and then how far the record has come, and tells the page once it has come further than the page shows.
// Nothing is sent to the script while nothing happens: a page that runs by a clock can lose parts of itself on a slow day.

const EVERY_MS = 3000;

export default function ({ data, setTriggerValue }) {
  let told = data.seq;
  let isOver = false;
  const ask = async () => {
    if (document.hidden) return;
    const answer = await fetch("/api/newest", { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return; // signed out, or the line is gone: the next tap says so
    const { seq } = await answer.json();
    if (isOver || seq <= told) return;
    told = seq;
    setTriggerValue("moved", seq);
  };
  const timer = setInterval(ask, EVERY_MS);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
