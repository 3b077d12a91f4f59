// All that each part on a page carries by itself: the rest comes once a page, with the carrier.

const slot = (globalThis.casebase ??= {});
slot.ready ??= new Promise((arrive) => (slot.arrive = arrive));

export default async (component) => (await slot.ready)[PART](component);
