import type { BattleSettings } from "#common/battle/battle-settings.ts";
import { chooseSide, isClaimable, type Sender } from "#common/battle/choose-side.ts";
import { countSince } from "#common/battle/count-since.ts";
import { isInBattle } from "#common/battle/is-in-battle.ts";
import { type Boost, boostsOfGift, factorAt } from "#common/battle/multiplier.ts";
import { type PlannedEnd, plannedEndAt } from "#common/battle/planned-end.ts";
import type { ChatEvent } from "#common/live/live-event.ts";
import type { RecordedEvent } from "#common/live/recorded-event.ts";
import type { BattlePointsRow } from "./battle-points-entity.ts";

/** What a row of points will say; the database gives it its number. */
export type NewPoints = Omit<BattlePointsRow, "seq" | "manualKey">;

/** A gift that waits for its country, as its row says. */
export type UndecidedGift = NewPoints & { eventSeq: bigint; viewerId: string };

/** A comment that names a country. */
export interface Choice {
  event: ChatEvent;
  country: string;
}

/** What is known before a batch is decided. */
export interface Known {
  battle: {
    id: number;
    startedAt: number;
    endsAt: number;
    plannedEnds: readonly PlannedEnd[];
    settings: BattleSettings;
  };
  boosts: readonly Boost[];
  /** Of each viewer of the batch of whom something is known; `allegiance` with its comment's time. */
  senders: ReadonlyMap<string, Sender & { allegianceAt: number }>;
  /** Undecided gifts of those who choose in the batch. */
  undecided: readonly UndecidedGift[];
}

export interface Decision {
  rows: NewPoints[];
  /** Boosts that the batch has set off. */
  boosts: Boost[];
}

/**
 * Decides what a batch is worth to a battle, event by event in the order of the record: a comment
 * speaks for the gifts behind it and claims those that wait (BATTLE-2, BATTLE-3). Pure: the
 * transaction may run again.
 */
export function decidePoints(
  sessionId: number,
  { events, choices }: { events: readonly RecordedEvent[]; choices: ReadonlyMap<bigint, Choice> },
  known: Known,
): Decision {
  const { battle } = known;
  const { settings } = battle;
  const senders = new Map(known.senders);
  const undecided = [...known.undecided];
  const boosts = [...known.boosts];
  const decision: Decision = { rows: [], boosts: [] };
  const knownOf = (viewerId: string) =>
    senders.get(viewerId) ?? { allegiance: undefined, allegianceAt: -1, lastSide: undefined };

  function choose({ event, country }: Choice) {
    const sender = knownOf(event.viewer.id);
    // A late comment does not undo a newer one.
    const isLast = event.at >= sender.allegianceAt;
    const allegiance = isLast ? { allegiance: country, allegianceAt: event.at } : {};
    senders.set(event.viewer.id, { ...sender, ...allegiance });
    const end = { plannedEnd: plannedEndAt(event.at, battle.plannedEnds), endsAt: battle.endsAt };
    for (const gift of undecided.filter(({ viewerId }) => viewerId === event.viewer.id)) {
      if (!isClaimable({ giftAt: Number(gift.atMs), chosenAt: event.at, ...end })) continue;
      undecided.splice(undecided.indexOf(gift), 1);
      decision.rows.push(toClaim(gift, country));
      senders.set(event.viewer.id, { ...knownOf(event.viewer.id), lastSide: country });
    }
  }

  function give({ seq, gift }: RecordedEvent) {
    if (gift === undefined || !isInBattle(gift.event.at, battle)) return;
    const gifts = countSince(gift, battle.startedAt);
    if (gifts === 0) return;
    const { event } = gift;
    const sender = knownOf(event.viewer.id);
    const country = chooseSide(event.itemId, sender, settings);
    const endsAt = plannedEndAt(event.at, battle.plannedEnds);
    const multiplier = factorAt(event.at, { rules: settings.multipliers, boosts, endsAt });
    const diamonds = BigInt(gifts * event.unitValue);
    const row = {
      battleId: battle.id,
      kind: country === undefined ? ("undecided" as const) : ("gift" as const),
      sessionId,
      source: event.source,
      eventSeq: seq,
      claimsEventSeq: null,
      streakKey: gift.streakKey ?? null,
      fromCount: gift.from,
      toCount: gift.to,
      viewerId: event.viewer.id,
      viewerName: event.viewer.name,
      giftId: event.itemId,
      giftName: event.itemName,
      gifts,
      diamonds,
      country: country ?? null,
      multiplier,
      points: diamonds * BigInt(multiplier),
      atMs: BigInt(event.at),
    };
    decision.rows.push(row);
    if (country === undefined) undecided.push(row);
    else senders.set(event.viewer.id, { ...sender, lastSide: country });
    const setOff = boostsOfGift({ giftId: event.itemId, at: event.at }, settings.multipliers);
    boosts.push(...setOff);
    decision.boosts.push(...setOff);
  }

  for (const recorded of events) {
    const choice = choices.get(recorded.seq);
    if (choice !== undefined) choose(choice);
    else give(recorded);
  }
  return decision;
}

/** The row that gives an undecided gift its country, at the multiplier of the gift's time. */
function toClaim(gift: UndecidedGift, country: string): NewPoints {
  return { ...gift, kind: "claim", country, eventSeq: null, claimsEventSeq: gift.eventSeq };
}
