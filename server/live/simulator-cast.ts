import type { Random } from "#common/framework/random.ts";
import type { LiveEvent } from "#common/live/live-event.ts";
import type { Spectator, Temperament } from "./simulator-audience.ts";
import { drawChatter, drawCheer } from "./simulator-comments.ts";
import { drawGift, type SimulatedGift } from "./simulator-gifts.ts";
import { drawStreak } from "./simulator-streak.ts";
import type { NewGifts } from "./simulator-truth.ts";

type Without<Event, Key extends PropertyKey> = Event extends unknown ? Omit<Event, Key> : never;

/** A message to be told. */
export interface Told {
  what: Without<LiveEvent, "source" | "channel" | "eventId" | "at" | "receivedAt">;
  /** When it happens, milliseconds after the act that brings it. */
  afterMs: number;
  /** How long it is on its way. */
  delayMs: number;
  /** The same message comes a second time, after this time. */
  againAfterMs?: number;
  newGifts?: NewGifts;
}

export interface Cast {
  /** What somebody does at this moment of the LIVE. */
  act(atMs: number): Told[];
  countViewers(): Told;
}

/** What is done, by weight. */
const acts = [
  ["chat", 34],
  ["like", 28],
  ["join", 18],
  ["gift", 11],
  ["follow", 4],
  ["share", 3],
  ["subscribe", 1],
  ["question", 1],
] as const satisfies readonly (readonly [LiveEvent["kind"] | "gift", number])[];
type Act = (typeof acts)[number][0];
const allActs: readonly Act[] = acts.flatMap(([act, weight]) => Array<Act>(weight).fill(act));

const doers: Partial<Record<Act, readonly Temperament[]>> = {
  chat: ["chatty", "giver"],
  like: ["tapper"],
  gift: ["giver", "whale"],
};

/** One comment in so many names a country. */
const CHEERS = { numerator: 1, denominator: 3 } as const;
/** The platform tells of one tap in about seven, by several counters that lag behind each other. */
const LIKES_UNTOLD = 7;
const LIKE_COUNTERS_BEHIND = [0, 40, 900] as const;

/** Everybody before the screen, with what they have done so far. */
export function createCast({
  fork,
  audience,
}: {
  fork: (purpose: string) => Random;
  audience: readonly Spectator[];
}): Cast {
  const random = fork("acts");
  const gifts = fork("gifts");
  const byAct = new Map<Act, readonly Spectator[]>();
  let watching = Math.ceil(audience.length / 3);
  let roomLikes = 1_000;

  function somebody(act: Act): Spectator {
    const known = byAct.get(act) ?? audience.filter((one) => isDoer(one, act));
    byAct.set(act, known);
    const among = known.length > 0 ? known : audience;
    return among[random.below(among.length)]!;
  }

  function like(): number {
    const count = random.chance(3, 5) ? 15 : 1 + random.below(14);
    roomLikes += count * LIKES_UNTOLD;
    return count;
  }

  function likesTold(): number {
    const behind = LIKE_COUNTERS_BEHIND[random.below(LIKE_COUNTERS_BEHIND.length)]!;
    return Math.max(1, roomLikes - behind);
  }

  function drawAct(act: Exclude<Act, "gift">, { viewer, ...one }: Spectator): Told["what"] {
    switch (act) {
      case "chat": {
        const { numerator, denominator } = CHEERS;
        if (!random.chance(numerator, denominator)) {
          return { kind: "chat", viewer, text: drawChatter(random) };
        }
        return { kind: "chat", viewer, ...drawCheer(random, one.country) };
      }
      case "like":
        return { kind: "like", viewer, count: like(), roomTotal: likesTold() };
      case "share":
        return { kind: "share", viewer, broughtViewers: random.chance(1, 8) ? 5 : 0 };
      case "subscribe":
        return { kind: "subscribe", viewer, months: 1 + random.below(12) };
      case "question":
        return { kind: "question", viewer, text: drawChatter(random) };
      case "join":
      case "follow":
        return { kind: act, viewer };
    }
  }

  return {
    act(atMs) {
      const act = allActs[random.below(allActs.length)]!;
      const one = somebody(act);
      if (act === "gift") return give(gifts, { giver: one, atMs });
      return [{ what: drawAct(act, one), afterMs: 0, delayMs: 50 + random.below(150) }];
    },
    countViewers() {
      const step = Math.max(1, Math.ceil(audience.length / 60));
      watching += random.below(2 * step + 1) - step;
      watching = Math.min(Math.max(watching, 5), audience.length);
      const what = { kind: "viewers", current: watching, visitors: audience.length } as const;
      return { what, afterMs: 0, delayMs: 20 };
    },
  };
}

function isDoer({ temperament }: Spectator, act: Act): boolean {
  return doers[act]?.includes(temperament) ?? true;
}

/** Who gives says before it for whom, at least the first time, and nearly always. */
function give(random: Random, { giver, atMs }: { giver: Spectator; atMs: number }): Told[] {
  const told: Told[] = [];
  if (!giver.hasNamedCountry && random.chance(4, 5)) {
    giver.hasNamedCountry = true;
    const what = {
      kind: "chat",
      viewer: giver.viewer,
      ...drawCheer(random, giver.country),
    } as const;
    told.push({ what, afterMs: 0, delayMs: 60 });
  }
  const gift = drawGift(random, giver.temperament === "whale");
  const beginsMs = 800 + random.below(2_000);
  if (!gift.isStreakable) return [...told, giveOnce({ giver, gift, afterMs: beginsMs })];
  return [...told, ...giveStreak(random, { giver, gift, atMs, beginsMs })];
}

function giveOnce({
  giver: { viewer },
  gift,
  afterMs,
}: {
  giver: Spectator;
  gift: SimulatedGift;
  afterMs: number;
}): Told {
  return {
    what: { kind: "support", viewer, ...describe(gift), quantity: 1 },
    afterMs,
    delayMs: 60,
    newGifts: {
      viewerId: viewer.id,
      giftId: gift.giftId,
      diamonds: gift.diamonds,
      count: 1,
      beginsStreak: false,
    },
  };
}

function giveStreak(
  random: Random,
  plan: { giver: Spectator; gift: SimulatedGift; atMs: number; beginsMs: number },
): Told[] {
  const { giver, gift, atMs, beginsMs } = plan;
  const { viewer } = giver;
  const startedAt = Math.floor(atMs + beginsMs);
  const frames = drawStreak(random).sort((a, b) => a.arrivesMs - b.arrivesMs);
  let known = 0;
  return frames.map(({ happensMs, arrivesMs, quantity, isFinal, againAfterMs }) => {
    const newGifts = {
      viewerId: viewer.id,
      giftId: gift.giftId,
      diamonds: gift.diamonds,
      count: Math.max(0, quantity - known),
      beginsStreak: known === 0,
    };
    known = Math.max(known, quantity);
    // Its group is the moment it began, as on the platform, and no other of this giver is like it.
    const streak = { group: String(1 + startedAt), startedAt, isFinal };
    return {
      what: { kind: "support", viewer, ...describe(gift), quantity, streak },
      afterMs: beginsMs + happensMs,
      delayMs: arrivesMs - happensMs,
      newGifts,
      ...(againAfterMs !== undefined && { againAfterMs }),
    };
  });
}

function describe({ giftId, name, diamonds }: SimulatedGift) {
  return { itemId: giftId, itemName: name, unit: "diamond", unitValue: diamonds } as const;
}
