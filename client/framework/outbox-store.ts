import type { OutboxStore } from "./open-outbox.ts";
import { listStored, readStored, removeStored, writeStored } from "./stored.ts";

/** Keeps an outbox on this device, each entry under `prefix` and its key. */
export function outboxStore(prefix: string): OutboxStore {
  return {
    list: () => listStored(prefix).map((name) => name.slice(prefix.length)),
    read: (key) => readStored(prefix + key),
    write: (key, text) => writeStored(prefix + key, text),
    remove: (key) => removeStored(prefix + key),
  };
}
