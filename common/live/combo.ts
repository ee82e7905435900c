import type { SupportEvent } from "./live-event.ts";

/** Fewer kinds are no combo. */
const COMBO_MIN = 2;

/** Several kinds of gifts of one viewer, one soon after the other. */
export interface Combo {
  viewerId: string;
  /** The viewer's name as it was last. */
  name: string;
  /** Kinds of gifts given within the window, 2 or more. */
  count: number;
  /** When it gets shorter if nothing more is given: its oldest kind leaves the window. Epoch ms. */
  endsAt: number;
}

export interface ComboBookOptions {
  /** How long a kind of gift keeps counting after it was last given. */
  windowMs: number;
  /** Viewers remembered; beyond it who gave longest ago is forgotten. */
  viewersMax?: number;
  /** Kinds remembered of one viewer; beyond it the one given longest ago is forgotten. */
  kindsMax?: number;
}

/** Who is giving which kinds of gifts now. */
export interface ComboBook {
  /** Takes a gift; what the viewer's combo is at that gift's time, if it is one. */
  add(event: SupportEvent): Combo | undefined;
  /** The longest combo still going at `now`: most kinds, then the one that lasts longer, then the smaller id. */
  best(now: number): Combo | undefined;
  clear(): void;
  /** Viewers remembered. */
  readonly size: number;
}

interface Giver {
  name: string;
  /** Newest time of each kind. */
  kinds: Map<string, number>;
  lastAt: number;
}

/**
 * Combos: distinct gifts within a window, by the events' own times, so a late frame changes no other
 * one's. Each kind counts once, however many are given. Only viewers with a gift inside the window
 * stay in memory.
 */
export function createComboBook(options: ComboBookOptions): ComboBook {
  const { windowMs, viewersMax = 1_000, kindsMax = 100 } = options;
  const givers = new Map<string, Giver>();
  let newestAt = Number.NEGATIVE_INFINITY;

  return {
    add({ viewer, itemId, at }) {
      newestAt = Math.max(newestAt, at);
      const giver = givers.get(viewer.id) ?? { name: viewer.name, kinds: new Map(), lastAt: at };
      giver.name = viewer.name;
      giver.lastAt = Math.max(giver.lastAt, at);
      giver.kinds.set(itemId, Math.max(giver.kinds.get(itemId) ?? at, at));
      dropKinds(giver.kinds, giver.lastAt - windowMs, kindsMax);
      // Put last: the first one is then who gave longest ago.
      givers.delete(viewer.id);
      givers.set(viewer.id, giver);
      dropGivers(givers, newestAt - windowMs, viewersMax);
      return comboAt(viewer.id, giver, at, windowMs);
    },
    best(now) {
      let best: Combo | undefined;
      for (const [viewerId, giver] of givers) {
        const combo = comboAt(viewerId, giver, now, windowMs);
        if (combo && (best === undefined || isBetter(combo, best))) best = combo;
      }
      return best;
    },
    clear() {
      givers.clear();
    },
    get size() {
      return givers.size;
    },
  };
}

function comboAt(
  viewerId: string,
  { name, kinds }: Giver,
  now: number,
  windowMs: number,
): Combo | undefined {
  const times = [...kinds.values()].filter((at) => at > now - windowMs);
  if (times.length < COMBO_MIN) return undefined;
  return { viewerId, name, count: times.length, endsAt: Math.min(...times) + windowMs };
}

function isBetter(a: Combo, b: Combo): boolean {
  if (a.count !== b.count) return a.count > b.count;
  return a.endsAt === b.endsAt ? a.viewerId < b.viewerId : a.endsAt > b.endsAt;
}

function dropKinds(kinds: Map<string, number>, before: number, max: number): void {
  for (const [kind, at] of kinds) if (at <= before) kinds.delete(kind);
  if (kinds.size <= max) return;
  const [oldest] = [...kinds].reduce((a, b) => (b[1] < a[1] ? b : a));
  kinds.delete(oldest);
}

function dropGivers(givers: Map<string, Giver>, before: number, max: number): void {
  for (const [viewerId, { lastAt }] of givers) {
    if (lastAt > before && givers.size <= max) break;
    givers.delete(viewerId);
  }
}
