// Brings picked files to the server one after the other, and keeps each in this browser until the server has it.

const MOST_BYTES = 20 * 1024 * 1024;
const FILE_RETRY_MS = 3000;
const FILE_SIGNED_OUT_MS = 10_000;
const STALLED_MS = 30_000; // a request in which nothing moves for this long has failed

/**
 * A record is {key, user, draft, picker, role, name, type, blob, addedAt}, as kept; in memory it also has `progress`
 * (0 to 1, null while it waits), `sentence` and `isOver`: nothing more will be sent of it.
 */
class Uploads {
  constructor() {
    this.waiting = new Map(); // key -> record, in the order they were picked
    this.listeners = new Map(); // picker's id -> () => void
    this.underWay = null; // the request of the file being sent
    this.timer = 0;
  }

  watch(id, listener) {
    this.listeners.set(id, listener);
  }

  unwatch(id, listener) {
    if (this.listeners.get(id) === listener) this.listeners.delete(id);
  }

  of(id) {
    return [...this.waiting.values()].filter((record) => pickerId(record) === id);
  }

  /** Whether a file of a list on the screen still has to go up. */
  isBehind() {
    return [...this.waiting.values()].some((record) => !record.isOver && this.listeners.has(pickerId(record)));
  }

  async flush(limit) {
    const until = Date.now() + limit;
    while (this.isBehind() && Date.now() < until) await pause(100);
  }

  async add(record) {
    this.waiting.set(record.key, record);
    if (record.blob.size > MOST_BYTES) return this.refuse(record, tooLarge(record.blob.size));
    this.tell(record);
    await shelf("readwrite", (files) => files.put(plain(record)));
    this.next();
  }

  /** Take up again what an earlier visit to this page could not bring. */
  async resume(user, draft) {
    const kept = (await shelf("readonly", (files) => files.getAll())) ?? [];
    for (const record of kept) {
      if (record.addedAt < Date.now() - FORGOTTEN_MS) await this.drop(record);
      else if (record.user === user && record.draft === draft && !this.waiting.has(record.key)) {
        this.waiting.set(record.key, record);
        this.tell(record);
      }
    }
    this.next();
  }

  async drop(record) {
    this.waiting.delete(record.key);
    if (this.underWay?.record === record) this.underWay.request.abort();
    await shelf("readwrite", (files) => files.delete(record.key));
    this.tell(record);
  }

  next() {
    if (this.underWay || this.timer) return;
    const record = [...this.waiting.values()].find((each) => !each.isOver);
    if (record) this.send(record);
  }

  retryNow() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.next();
  }

  send(record) {
    const request = new XMLHttpRequest(); // fetch does not tell how much of a body has gone
    const { draft, name, role, key } = record;
    request.open("POST", `/api/files?${new URLSearchParams({ draft, name, role, key })}`);
    request.setRequestHeader("content-type", record.type || "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => {
      this.awaitMovement(request);
      this.note(record, { progress: loaded / total, sentence: "" });
    };
    request.onloadend = () => this.finish(record, request);
    this.underWay = { record, request };
    this.awaitMovement(request);
    request.send(record.blob);
  }

  awaitMovement(request) {
    clearTimeout(this.stalling);
    this.stalling = setTimeout(() => request.abort(), STALLED_MS);
  }

  async finish(record, request) {
    this.underWay = null;
    clearTimeout(this.stalling);
    if (!this.waiting.has(record.key)) return this.next(); // removed while it was on its way
    const { status } = request;
    const answer = parsed(request.responseText);
    if (status === 200 && answer.sha256) await this.arrive(record, answer);
    else if (status === 401) this.wait(record, STATES["signed-out"], FILE_SIGNED_OUT_MS);
    else if (status === 404) this.refuse(record, answer.message ?? STATES.gone);
    else if (status >= 400 && status < 500) this.refuse(record, answer.message ?? "올리지 못했습니다. 다른 파일을 고르세요.");
    else this.wait(record, answer.message ?? "이 기기에만 있음 - 연결되면 올립니다", FILE_RETRY_MS);
    this.next();
  }

  async arrive(record, answer) {
    record.isOver = true;
    await shelf("readwrite", (files) => files.delete(record.key));
    this.waiting.delete(record.key);
    this.listeners.get(pickerId(record))?.({ ...answer, key: record.key, role: record.role });
  }

  wait(record, sentence, ms) {
    this.note(record, { progress: null, sentence });
    this.timer = setTimeout(() => this.retryNow(), ms);
  }

  /** The server's no is final: the file leaves this browser's shelf and stands in the list with the reason. */
  refuse(record, sentence) {
    record.isOver = true;
    shelf("readwrite", (files) => files.delete(record.key));
    this.note(record, { progress: null, sentence });
  }

  note(record, change) {
    Object.assign(record, change);
    this.tell(record);
  }

  tell(record) {
    this.listeners.get(pickerId(record))?.(null);
  }
}

const uploads = new Uploads();
const pickerId = ({ user, draft, picker }) => `${user}:${draft}:${picker}`;

function startUploads() {
  addEventListener("online", () => uploads.retryNow());
}

function tooLarge(bytes) {
  const size = (bytes / 1024 / 1024).toFixed(1);
  return `20 MB보다 큰 파일은 올릴 수 없습니다(이 파일은 ${size} MB). 크기를 줄여 다시 고르세요.`;
}

function plain({ key, user, draft, picker, role, name, type, blob, addedAt }) {
  return { key, user, draft, picker, role, name, type, blob, addedAt };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Run one request on the shelf of files in IndexedDB. Gives undefined where the browser has none or it is full. */
async function shelf(mode, ask) {
  try {
    const database = await opened(indexedDB.open("casebase", 1));
    const request = ask(database.transaction("files", mode).objectStore("files"));
    const answer = await opened(request);
    database.close();
    return answer;
  } catch {
    return undefined; // the file is still in memory and on its way
  }
}

function opened(request) {
  return new Promise((done, failed) => {
    request.onupgradeneeded = () => request.result.createObjectStore("files", { keyPath: "key" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
