/** Work that is taken in batches: what waits while a lane is busy goes together in its next one. */
export interface BatchLanes<Item, Answer> {
  /**
   * Answers when the item's batch is done. Throws `QueueFull` at once where too many wait, and at its
   * turn where the item has waited too long.
   */
  run(item: Item): Promise<Answer>;
}

/** More items wait than there is room or time for; nothing was done with this one. */
export class QueueFull extends Error {
  override readonly name = "QueueFull";
}

export interface BatchLaneTerms<Item, Answer> {
  /** How many batches may be under way at once. */
  lanes: number;
  /** Most items of a batch. */
  batchMax: number;
  /** Most items that wait. */
  queueMax: number;
  /** Longest an item waits for its batch to leave, looked at whenever one has come back. */
  waitMaxMs: number;
  /** Items that share one of these are never in two batches at once, and leave in the order they came. */
  keysOf(item: Item): readonly string[];
  /** A failed batch of several kinds is run again kind by kind, so that what stops one stops no other. */
  kindOf(item: Item): string;
  /** Items of a kind that share this are done in the order they came, also where they are tried alone. */
  ownerOf(item: Item): string;
  /**
   * All or nothing: one answer for each item, in their order, or an error. `isAgain`: they were in a
   * batch that failed, and may have been done after all.
   */
  runBatch(items: readonly Item[], isAgain: boolean): Promise<readonly Answer[]>;
  /** One item of a batch that failed, by itself: it may have been done after all. */
  runAlone(item: Item): Promise<Answer>;
  /** Of how many owners the items of a failed batch are tried alone at once: one may be stuck. */
  aloneAtOnce: number;
  /** So long after a batch has failed its items are still tried alone; later ones get its error. */
  aloneForMs: number;
  /** Milliseconds that only go forwards. */
  now?: () => number;
}

interface Waiting<Item, Answer> {
  item: Item;
  kind: string;
  since: number;
  keys: readonly string[];
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Opens lanes for batches. A batch leaves as soon as a lane is free, with all that came in the same
 * turn of the event loop; nothing ever waits for a batch to fill up.
 */
export function openBatchLanes<Item, Answer>(
  terms: BatchLaneTerms<Item, Answer>,
): BatchLanes<Item, Answer> {
  const { lanes, queueMax, waitMaxMs, keysOf, kindOf, now = () => performance.now() } = terms;
  let queue: Waiting<Item, Answer>[] = [];
  /** Key → items under way that have it. */
  const keysUnderWay = new Map<string, number>();
  let underWay = 0;
  let isLeaving = false;

  function leaveSoon(): void {
    if (isLeaving || queue.length === 0 || underWay === lanes) return;
    isLeaving = true;
    setImmediate(() => {
      isLeaving = false;
      leave();
    });
  }

  /** In a queue that hardly moves the last would wait for every batch before theirs. */
  function turnAwayOverdue(): void {
    const overdue = queue.findLastIndex(({ since }) => now() - since > waitMaxMs) + 1;
    for (const { reject } of queue.splice(0, overdue)) {
      reject(new QueueFull(`waited for more than ${waitMaxMs} ms`));
    }
  }

  function leave(): void {
    turnAwayOverdue();
    const { batch, rest } = takeBatch(queue, keysUnderWay, terms);
    queue = rest;
    if (batch.length === 0) return;
    for (const key of batch.flatMap(({ keys }) => keys)) {
      keysUnderWay.set(key, (keysUnderWay.get(key) ?? 0) + 1);
    }
    underWay += 1;
    void carry(batch.map(letGoWhenDone), terms).finally(() => {
      underWay -= 1;
      leaveSoon();
    });
    leaveSoon();
  }

  /** What waits for an item's keys waits for that item, and not for the rest of its batch. */
  function letGoWhenDone(waiting: Waiting<Item, Answer>): Waiting<Item, Answer> {
    const letGo = () => {
      for (const key of waiting.keys) {
        const others = (keysUnderWay.get(key) ?? 0) - 1;
        if (others > 0) keysUnderWay.set(key, others);
        else keysUnderWay.delete(key);
      }
      leaveSoon();
    };
    return {
      ...waiting,
      resolve(answer) {
        waiting.resolve(answer);
        letGo();
      },
      reject(error) {
        waiting.reject(error);
        letGo();
      },
    };
  }

  return {
    run(item) {
      if (queue.length >= queueMax) return Promise.reject(new QueueFull(`${queueMax} items wait`));
      return new Promise((resolve, reject) => {
        const waiting = { item, kind: kindOf(item), keys: keysOf(item), since: now() };
        queue.push({ ...waiting, resolve, reject });
        leaveSoon();
      });
    },
  };
}

/** The next batch in the order of arrival, past those that have to wait for one under way. */
function takeBatch<Item, Answer>(
  queue: readonly Waiting<Item, Answer>[],
  keysUnderWay: ReadonlyMap<string, number>,
  { batchMax }: { batchMax: number },
): { batch: Waiting<Item, Answer>[]; rest: Waiting<Item, Answer>[] } {
  const batch: Waiting<Item, Answer>[] = [];
  const rest: Waiting<Item, Answer>[] = [];
  const blocked = new Set(keysUnderWay.keys());
  for (const waiting of queue) {
    if (batch.length < batchMax && !waiting.keys.some((key) => blocked.has(key))) {
      batch.push(waiting);
    } else {
      rest.push(waiting);
      // Nobody overtakes one that stays behind.
      for (const key of waiting.keys) blocked.add(key);
    }
  }
  return { batch, rest };
}

/** Takes a batch to its answers; never throws. */
async function carry<Item, Answer>(
  batch: readonly Waiting<Item, Answer>[],
  terms: BatchLaneTerms<Item, Answer>,
  isAgain = false,
): Promise<void> {
  try {
    const answers = await terms.runBatch(
      batch.map(({ item }) => item),
      isAgain,
    );
    if (answers.length !== batch.length) {
      throw new Error(`${answers.length} answers to a batch of ${batch.length}`);
    }
    batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
  } catch (error) {
    const kinds = [...Map.groupBy(batch, ({ kind }) => kind).values()];
    if (kinds.length === 1) await carryAlone(batch, terms, error);
    else await Promise.all(kinds.map((part) => carry(part, terms, true)));
  }
}

/** The first error may have been another item's: each has its own second try. */
async function carryAlone<Item, Answer>(
  batch: readonly Waiting<Item, Answer>[],
  { runAlone, ownerOf, aloneAtOnce, aloneForMs }: BatchLaneTerms<Item, Answer>,
  error: unknown,
): Promise<void> {
  const until = performance.now() + aloneForMs;
  const owners = Map.groupBy(batch, ({ item }) => ownerOf(item)).values();
  async function carryOwners(): Promise<void> {
    // All of them take from the same iterator.
    for (const owned of owners) {
      for (const { item, resolve, reject } of owned) {
        if (performance.now() >= until) reject(error);
        else await runAlone(item).then(resolve, reject);
      }
    }
  }
  await Promise.all(Array.from({ length: aloneAtOnce }, carryOwners));
}
