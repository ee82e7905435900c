import {
  afterAnswer,
  meantAgain,
  nextMove,
  type OutboxAnswer,
  type OutboxEntry,
  writeEntry,
} from "./outbox.ts";

/** Where entries outlive a reload: one text per name. */
export interface OutboxStore {
  list(): string[];
  read(key: string): string | null;
  write(key: string, text: string): void;
  remove(key: string): void;
}

export interface OutboxOptions<Intent> {
  store: OutboxStore;
  /** Delivers an entry once and says what came of it. Must not reject. */
  send: (entry: OutboxEntry<Intent>) => Promise<OutboxAnswer>;
  /** Told every entry after each change, oldest first, and which keys are under way. */
  onChange: (entries: OutboxEntry<Intent>[], underWay: ReadonlySet<string>) => void;
  nowMs: () => number;
}

export interface Outbox<Intent> {
  /** Keeps an intent under its key, then sends it. */
  put(key: string, intent: Intent): void;
  /** Sends what is due; with `isFresh` also what is still pausing (the connection has come back). */
  flush(options?: { isFresh?: boolean }): void;
  /** The player still means it. */
  confirm(key: string): void;
  /** The player no longer means it, or it turned out to be done: forgets it. */
  drop(key: string): void;
  entries(): OutboxEntry<Intent>[];
}

/**
 * Keeps intents until they are answered. An entry is one stored text under its own name, so two
 * tabs never overwrite each other's; if both send it, the key makes it one operation.
 */
export function openOutbox<Intent>(options: OutboxOptions<Intent>): Outbox<Intent> {
  const { store, send, onChange, nowMs } = options;
  const underWay = new Set<string>();

  const read = (key: string): OutboxEntry<Intent> | undefined => {
    const text = store.read(key);
    return text === null ? undefined : (JSON.parse(text) as OutboxEntry<Intent>);
  };
  const entries = () =>
    store
      .list()
      .map(read)
      .filter((entry) => entry !== undefined)
      .toSorted((a, b) => a.meantAt - b.meantAt);
  const keep = (entry: OutboxEntry<Intent>) => store.write(entry.key, JSON.stringify(entry));
  const changed = () => onChange(entries(), underWay);

  async function deliver(entry: OutboxEntry<Intent>): Promise<void> {
    if (underWay.has(entry.key)) return;
    underWay.add(entry.key);
    changed();
    const answer = await send(entry);
    underWay.delete(entry.key);
    // Another tab, or the player, may have finished with it meanwhile.
    const current = read(entry.key);
    const left = current && afterAnswer(current, answer, nowMs());
    if (left === undefined) store.remove(entry.key);
    else keep(left);
    changed();
  }

  return {
    put(key, intent) {
      const entry = writeEntry(key, intent, nowMs());
      keep(entry);
      void deliver(entry);
    },
    flush({ isFresh = false } = {}) {
      for (const entry of entries()) {
        const due = isFresh ? { ...entry, retryAt: 0 } : entry;
        if (nextMove(due, nowMs()) === "send") void deliver(entry);
      }
      changed();
    },
    confirm(key) {
      const entry = read(key);
      if (entry === undefined) return;
      const meant = meantAgain(entry, nowMs());
      keep(meant);
      void deliver(meant);
    },
    drop(key) {
      store.remove(key);
      changed();
    },
    entries,
  };
}
