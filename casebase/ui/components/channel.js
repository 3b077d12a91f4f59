// Brings what is typed to the server, and keeps it in this browser until the server has it.
// A DraftChannel lives as long as the document: the fields come and go with reruns and page switches, the text does not.

const QUIET_MS = 500; // post this long after the last keystroke...
const BEHIND_MS = 1500; // ...and during continuous typing this long after the first keystroke not yet posted
const RETRY_MS = 2000;
const SIGNED_OUT_RETRY_MS = 10_000; // somebody may sign in again in another tab
const ANSWER_MS = 10_000; // a request without an answer for this long has failed
const KEEPALIVE_BYTES = 60_000; // browsers refuse beacons and keepalive bodies above 64 KB together
const BATCH_BYTES = 400_000;
const FORGOTTEN_MS = 30 * 24 * 3600 * 1000; // what was never fetched from a shared tablet goes after 30 days
const STORED = "casebase:";

class DraftChannel {
  constructor(user, draft) {
    this.draft = draft;
    this.prefix = `${STORED}${user}:${draft}:`; // tablets are shared: one person's text is never another's
    this.unsent = new Map(); // field -> {v, s}: typed, not yet acknowledged
    this.newest = new Map(); // field -> {v, s}: the newest text this document knows
    this.refused = new Map(); // field -> the server's sentence; not sent again until it is typed again
    this.listeners = new Map(); // field -> (state, sentence) => void
    this.hearers = new Set(); // (field) => void, told of every keystroke
    this.trouble = null; // why the last post failed: ["waiting" | "signed-out" | "gone", sentence]
    this.sending = null; // the post under way
    this.isOneByOne = false; // after a refusal of several fields together, to learn which one it is
    this.timer = 0;
    this.firstKeyAt = 0; // of the keystrokes not yet posted
    this.lastKeyAt = 0;
    for (const [field, entry] of storedUnder(this.prefix)) this.take(field, entry);
    this.plan();
  }

  /** Hear about a field's state: saving, saved, waiting, signed-out, refused, gone or overtaken. */
  watch(field, listener) {
    this.listeners.set(field, listener);
    if (this.unsent.has(field)) listener(...(this.trouble ?? ["saving", ""]));
  }

  hear(hearer) {
    this.hearers.add(hearer);
  }

  unhear(hearer) {
    this.hearers.delete(hearer);
  }

  unwatch(field, listener) {
    if (this.listeners.get(field) === listener) this.listeners.delete(field);
  }

  /** Return the text to show, given the server's: whichever is newer. */
  reconcile(field, text, sequence) {
    const own = this.newest.get(field);
    if (own && own.s > sequence) return own.v;
    this.newest.set(field, { v: text, s: sequence });
    if (this.unsent.has(field) && this.settle(field, sequence)) this.tell(field, "saved", "");
    return text;
  }

  /** Keep a text as typed just now, and post it soon. */
  type(field, text) {
    const now = Date.now();
    // Past the largest sequence known, so that a device whose clock is slow is not taken for an older keystroke.
    const entry = { v: text, s: Math.max(now, (this.newest.get(field)?.s ?? 0) + 1) };
    this.take(field, entry);
    this.refused.delete(field);
    store(this.prefix + field, entry);
    this.lastKeyAt = now;
    this.firstKeyAt ||= now;
    this.tell(field, ...(this.trouble ?? ["saving", ""]));
    this.hearers.forEach((hearer) => hearer(field));
    this.plan();
  }

  take(field, entry) {
    this.newest.set(field, entry);
    this.unsent.set(field, entry);
  }

  /**
   * Post now what is unsent. Resolves to whether the server has everything: at the latest after `limit` ms once a post
   * has failed, and after ANSWER_MS while the server is only slow.
   */
  async flush(limit) {
    const begun = Date.now();
    const left = () => begun + (this.trouble ? limit : ANSWER_MS) - Date.now();
    while (this.mayPost() && left() > 0) {
      await Promise.race([this.send(), pause(left())]);
      if (this.trouble) await pause(Math.min(300, Math.max(0, left())));
    }
    return !this.isBehind();
  }

  /** Whether something on the screen is not with the server. */
  isBehind() {
    return this.mayPost() || [...this.refused.keys()].some((field) => this.listeners.has(field));
  }

  mayPost() {
    return this.unsent.size > 0 && this.trouble?.[0] !== "gone";
  }

  plan() {
    if (!this.mayPost() || this.sending) return;
    if (this.trouble && this.timer) return; // typing on must not put the next try off
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.delay());
  }

  delay() {
    if (this.trouble) return this.trouble[0] === "signed-out" ? SIGNED_OUT_RETRY_MS : RETRY_MS;
    return Math.max(0, Math.min(this.lastKeyAt + QUIET_MS, this.firstKeyAt + BEHIND_MS) - Date.now());
  }

  send() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.sending ??= this.post().finally(() => {
      this.sending = null;
      this.plan();
    });
    return this.sending;
  }

  async post() {
    if (!this.mayPost()) return;
    const batch = this.batch(this.isOneByOne ? 0 : BATCH_BYTES);
    this.firstKeyAt = 0;
    const { status, answer } = await posted(this.body(batch));
    if (status === 200) this.acknowledge(batch, answer.ok ?? {});
    else if (status === 401) this.fail("signed-out", "");
    else if (status === 404) this.fail("gone", "");
    else if (status === 400 || status === 413 || status === 422) this.refuse(batch, answer.message ?? "");
    else this.fail("waiting", answer.message ?? "");
  }

  /** The unsent fields that fit, at least one. */
  batch(bytes) {
    let room = bytes;
    const fits = ([, entry], position) => (room -= entry.v.length * 3 + 100) > 0 || position === 0;
    return [...this.unsent].filter(fits);
  }

  body(batch) {
    return JSON.stringify({ draft: this.draft, fields: Object.fromEntries(batch) });
  }

  acknowledge(batch, sequences) {
    this.trouble = null;
    for (const [field, sent] of batch) {
      const kept = sequences[field];
      if (kept === undefined) this.fail("waiting", "");
      else if (kept > sent.s) this.overtake(field, kept);
      else if (this.settle(field, kept)) this.tell(field, "saved", "");
    }
    if (this.unsent.size === 0) this.isOneByOne = false;
  }

  /** Forget a field's unsent text up to a sequence the server holds; false when a later keystroke still waits. */
  settle(field, sequence) {
    const stored = read(this.prefix + field); // another tab may have typed since
    if (stored && stored.s <= sequence) localStorage.removeItem(this.prefix + field);
    if (this.unsent.get(field)?.s > sequence) return false;
    return this.unsent.delete(field);
  }

  /** Another device was faster: its text stays with the server until somebody types here again. */
  overtake(field, sequence) {
    this.settle(field, sequence);
    const own = this.newest.get(field);
    this.newest.set(field, { v: own.v, s: Math.max(own.s, sequence) });
    if (!this.unsent.has(field)) this.tell(field, "overtaken", "");
  }

  fail(kind, sentence) {
    this.trouble = [kind, sentence];
    for (const field of this.unsent.keys()) this.tell(field, kind, sentence);
  }

  refuse(batch, sentence) {
    this.trouble = null;
    this.isOneByOne = true;
    if (batch.length > 1) return;
    const [field, sent] = batch[0];
    if (this.unsent.get(field) !== sent) return; // typed again meanwhile
    this.unsent.delete(field);
    this.refused.set(field, sentence);
    this.tell(field, "refused", sentence);
  }

  tell(field, state, sentence) {
    this.listeners.get(field)?.(state, sentence);
  }

  /** The page goes away: a beacon is delivered after it. What does not fit stays in this browser for the next visit. */
  beacon() {
    if (!this.mayPost()) return;
    const body = this.body(this.batch(KEEPALIVE_BYTES));
    navigator.sendBeacon("/api/drafts", new Blob([body], { type: "application/json" }));
  }
}

const channels = new Map();

function channelOf(user, draft) {
  const id = `${user}:${draft}`;
  if (!channels.has(id)) channels.set(id, new DraftChannel(user, draft));
  return channels.get(id);
}

function startChannels() {
  sweepForgotten();
  const each = (act) => channels.forEach(act);
  addEventListener("pagehide", () => each((channel) => channel.beacon()));
  addEventListener("online", () => each((channel) => channel.send()));
  document.addEventListener("visibilitychange", () => {
    each((channel) => (document.hidden ? channel.beacon() : channel.send()));
  });
}

/** POST to the drafts' route. A status of 0 means that no answer came, or that a redirect did. */
async function posted(body) {
  try {
    const response = await fetch("/api/drafts", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      keepalive: body.length * 3 <= KEEPALIVE_BYTES,
      redirect: "error",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return { status: response.status, answer: await response.json().catch(() => ({})) };
  } catch {
    return { status: 0, answer: {} };
  }
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function store(key, entry) {
  try {
    localStorage.setItem(key, JSON.stringify(entry));
  } catch {
    // The browser's store is full or switched off: the text is still on the screen and on its way to the server.
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function storedUnder(prefix) {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return keys.map((key) => [key.slice(prefix.length), read(key)]).filter(([, entry]) => entry);
}

function sweepForgotten() {
  for (const [rest, entry] of storedUnder(STORED)) {
    if (entry.s < Date.now() - FORGOTTEN_MS) localStorage.removeItem(STORED + rest);
  }
}
