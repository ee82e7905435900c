import type { EntityManager } from "typeorm";
import type { Boost } from "#common/battle/multiplier.ts";
import { createCountryReader } from "#common/battle/recognise-country.ts";
import type { ChatEvent, ModerationEvent, SupportEvent } from "#common/live/live-event.ts";
import type { RecordedBatch, RecordedEvent } from "#common/live/recorded-event.ts";
import type { BattleRow } from "./battle-entities.ts";
import { enterBattleGate } from "./battle-gate.ts";
import { type Choice, decidePoints } from "./decide-points.ts";
import { findActiveBattle } from "./find-active-battle.ts";
import type { BattleConsumer } from "./live-port.ts";
import { readKnown } from "./read-known.ts";
import { type WrittenPoints, writeAllegiances, writeBoosts, writePoints } from "./write-points.ts";

/** What a committed batch means to a stage. */
export interface BattleNews {
  /** The battle its points are for; undefined when none was on. */
  battleId: number | undefined;
  /** Rows that were written, each with its gift's event where the batch holds it. */
  points: readonly { row: WrittenPoints; event: SupportEvent | undefined }[];
  boosts: readonly Boost[];
  /** Comments of the batch, with the country each one chose. */
  comments: readonly { event: ChatEvent; country: string | undefined }[];
  deletions: readonly ModerationEvent[];
}

/**
 * Counts the events of a stage for its battle in the very transaction that records them: a gift is
 * recorded and has its points, or neither. Comments are read by the sides of the battle that is on,
 * else by those of the stage's next one.
 */
export function createBattleConsumer(stage: {
  roomId: string;
  /** Sides of the next battle. */
  nextSides(): readonly string[];
  /** After the commit. */
  onCounted(news: BattleNews): void;
  resync(): Promise<void>;
}): BattleConsumer {
  const readCountry = rememberReader();
  return {
    enter: (manager) => enterBattleGate(manager, stage.roomId, "shared"),
    async record(manager, batch) {
      const { events } = batch;
      if (!events.some(concernsBattle)) return undefined;
      const battle = await findActiveBattle(manager, stage.roomId);
      const reader = readCountry(battle?.settings.sides ?? stage.nextSides());
      const comments = readComments(events, reader);
      const choices = comments.flatMap(({ seq, event, country }) =>
        country === undefined ? [] : [[seq, { event, country }] as const],
      );
      const counted =
        battle === undefined
          ? { points: [], boosts: [] }
          : await countForBattle(manager, battle, { batch, choices: new Map(choices) });
      const said = choices.map(([, choice]) => choice);
      await writeAllegiances(manager, batch.session.id, said);
      const deletions = events.flatMap(({ event }) => (event.kind === "moderation" ? [event] : []));
      return () => stage.onCounted({ battleId: battle?.id, ...counted, comments, deletions });
    },
    resync: stage.resync,
  };
}

async function countForBattle(
  manager: EntityManager,
  battle: BattleRow,
  { batch, choices }: { batch: RecordedBatch; choices: ReadonlyMap<bigint, Choice> },
): Promise<Pick<BattleNews, "points" | "boosts">> {
  const { session, events } = batch;
  const gifts = events.flatMap(({ seq, gift }) => (gift === undefined ? [] : [{ seq, gift }]));
  if (gifts.length === 0 && choices.size === 0) return { points: [], boosts: [] };
  const known = await readKnown(manager, battle, {
    session,
    giverIds: distinct(gifts.map(({ gift }) => gift.event.viewer.id)),
    chooserIds: distinct([...choices.values()].map(({ event }) => event.viewer.id)),
    oldestGiftAt: gifts.reduce((oldest, { gift }) => Math.min(oldest, gift.event.at), batch.now),
  });
  const { rows, boosts } = decidePoints(session.id, { events, choices }, known);
  const written = await writePoints(manager, rows);
  await writeBoosts(manager, battle.id, boosts);
  const eventOf = new Map(gifts.map(({ seq, gift }) => [seq, gift.event]));
  return {
    boosts,
    points: written.map((row) => ({
      row,
      event: row.eventSeq === null ? undefined : eventOf.get(row.eventSeq),
    })),
  };
}

function readComments(
  events: readonly RecordedEvent[],
  readCountry: (comment: string) => string | undefined,
) {
  return events.flatMap(({ seq, event }) =>
    event.kind === "chat" ? [{ seq, event, country: readCountry(event.text) }] : [],
  );
}

function concernsBattle({ event }: RecordedEvent): boolean {
  return event.kind === "support" || event.kind === "chat" || event.kind === "moderation";
}

/** A reader is built once for each line-up. */
function rememberReader(): (sides: readonly string[]) => (comment: string) => string | undefined {
  let readerSides = "";
  let reader: (comment: string) => string | undefined = () => undefined;
  return (sides) => {
    const wanted = sides.join();
    if (wanted !== readerSides) {
      reader = createCountryReader(sides);
      readerSides = wanted;
    }
    return reader;
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
