import { type ReadonlySignal, signal } from "@preact/signals";
import { type Outbox, openOutbox } from "#client/framework/open-outbox.ts";
import type { OutboxAnswer, OutboxEntry } from "#client/framework/outbox.ts";
import { outboxStore } from "#client/framework/outbox-store.ts";

/** An outbox that a page shows. */
export interface ShownOutbox<Intent> extends Outbox<Intent> {
  /** What the server has not answered yet, oldest first. */
  readonly unanswered: ReadonlySignal<readonly OutboxEntry<Intent>[]>;
  /** Keys of what is being sent. */
  readonly underWay: ReadonlySignal<ReadonlySet<string>>;
}

/** Opens an outbox that is kept on this device, each entry under `prefix` and its key. */
export function openShownOutbox<Intent>(
  prefix: string,
  send: (entry: OutboxEntry<Intent>) => Promise<OutboxAnswer>,
): ShownOutbox<Intent> {
  const unanswered = signal<readonly OutboxEntry<Intent>[]>([]);
  const underWay = signal<ReadonlySet<string>>(new Set());
  const outbox = openOutbox<Intent>({
    store: outboxStore(prefix),
    send,
    onChange(entries, sending) {
      unanswered.value = entries;
      underWay.value = new Set(sending);
    },
    nowMs: () => Date.now(),
  });
  return { ...outbox, unanswered, underWay };
}
