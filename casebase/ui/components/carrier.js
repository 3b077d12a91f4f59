// Last in the carried script: what a page's parts find here. Runs once a document; a newer script that a rerun brings
// after an upgrade waits for the next reload, since two channels would post the same text.

const slot = (globalThis.casebase ??= {});
slot.ready ??= new Promise((arrive) => (slot.arrive = arrive));

/**
 * Make a function for Streamlit to call on every change of a part's data. The parts tell Streamlit nothing back: what
 * they hold goes to the draft, which the script reads. A state set after a tap would run the script anew and make it
 * forget the button that was tapped (tried: the tap on 방문 완료 was lost).
 */
function mounting(Part, styles) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  const parts = new WeakMap();
  return ({ parentElement: root, data }) => {
    let part = parts.get(root);
    if (part && part.id !== identity(data)) {
      part.close(); // the same place on the page now shows another draft
      part = null;
    }
    if (part) part.update(data);
    else part = new Part(root, data);
    parts.set(root, part);
    root.adoptedStyleSheets = [sheet];
    // Streamlit may clean up an earlier call after a later one: only the latest call's cleanup closes the part.
    const mount = (part.mount = {});
    return () => {
      if (part.mount !== mount) return;
      part.close();
      parts.delete(root);
    };
  };
}

export default function () {
  if (slot.isStarted) return;
  slot.isStarted = true;
  startChannels();
  startHolding();
  startWatchingConnection();
  startSpeaking();
  startUploads();
  slot.arrive({
    field: mounting(TextField, STYLES.form + STYLES.field),
    signature: mounting(SignaturePad, STYLES.form + STYLES.signature),
    photos: mounting(PhotoPicker, STYLES.form + STYLES.photos),
    precedents: mounting(PrecedentList, STYLES.form + STYLES.precedents),
  });
}
