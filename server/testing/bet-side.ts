import type { DataSource } from "typeorm";
import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { betLeaf, firstHead, nextHead, playerTag } from "#common/race/bet-leaf.ts";
import type { BetReceipt, BetWire } from "#common/race/bet-schemas.ts";
import type { MarketRules } from "#common/tote/market-rules.ts";
import type { IdempotentAnswer } from "#server/ledger/run-idempotently.ts";
import type { BetIntent } from "#server/race/bet-intent.ts";
import type { CancelIntent } from "#server/race/cancel-bet.ts";
import { RaceEntity, type RaceRow } from "#server/race/race-entities.ts";
import type { ModelIntent } from "./bet-model.ts";
import { makePlayers } from "./make-players.ts";
import { openRaceBook, type RaceBook } from "./race-book.ts";

/** One way to the money: all intents of a step, answered in their order. */
export interface BetWay {
  place(intents: readonly BetIntent[]): Promise<IdempotentAnswer<unknown>[]>;
  cancel(intents: readonly CancelIntent[]): Promise<IdempotentAnswer<unknown>[]>;
}

/** An answer as it left, with what differs between two sides for a reason taken out and checked. */
export interface SideAnswer {
  isReplayed: boolean;
  /** Wire JSON or the refusal's; ids of bets are their serials, the receipt's bytes are gone. */
  text: string;
}

/** A race with players of its own, driven by one way. */
export interface BetSide {
  book: RaceBook;
  playerIds: string[];
  place(intents: readonly ModelIntent[]): Promise<SideAnswer[]>;
  /** `serial` of no bet of the race: an id that nobody has. */
  cancel(targets: readonly { player: number; serial: number; at: number }[]): Promise<SideAnswer[]>;
}

const NOBODYS_BET = "999999999999999999";

export async function openBetSide(
  dataSource: DataSource,
  way: BetWay,
  { balances, terms }: { balances: readonly bigint[]; terms: Partial<MarketRules> },
): Promise<BetSide> {
  const playerIds = await makePlayers(dataSource, balances);
  const book = await openRaceBook(dataSource, terms);
  const race = await dataSource.manager.findOneByOrFail(RaceEntity, { id: book.race.raceId });
  const idOf = new Map<number, string>();
  const serialOf = new Map<string, number>();
  let head = firstHead(race.id);

  function take(answer: IdempotentAnswer<unknown>): SideAnswer {
    const { isReplayed } = answer;
    if (!answer.ok) return { isReplayed, text: JSON.stringify(answer.refusal) };
    const { bet, receipt } = JSON.parse(answer.text) as { bet: BetWire; receipt?: BetReceipt };
    const serial = bet.serial ?? 0;
    if (!idOf.has(serial)) {
      head = nextHead(head, leafOf(race, { bet, receipt, playerIds }));
      if (receipt?.head !== encodeHex(head)) throw new Error(`bet ${serial} is off the chain`);
      idOf.set(serial, bet.id);
      serialOf.set(bet.id, serial);
    }
    const text = answer.text
      .replace(`"id":"${bet.id}"`, `"id":"#${serial}"`)
      .replace(`"raceId":${race.id},`, `"raceId":#,`)
      .replaceAll(/"(tag|salt|leaf|head)":"[0-9a-f]+"/g, `"$1":#`);
    return { isReplayed, text };
  }

  return {
    book,
    playerIds,
    async place(intents) {
      const answers = await way.place(intents.map((intent) => toIntent(race, playerIds, intent)));
      return answers.map(take);
    },
    async cancel(targets) {
      const answers = await way.cancel(
        targets.map(({ player, serial, at }) => ({
          playerId: playerIds[player] as string,
          betId: idOf.get(serial) ?? NOBODYS_BET,
          arrivedAtMs: at,
        })),
      );
      return answers.map(take);
    },
  };
}

function toIntent(race: RaceRow, playerIds: readonly string[], intent: ModelIntent): BetIntent {
  const { player, key, market, selection, stake, at } = intent;
  return {
    playerId: playerIds[player] as string,
    roomKey: intent.race === "foreign" ? race.id.toString() : race.roomId,
    raceId: intent.race === "none" ? 2_000_000_000 : race.id,
    arrivedAtMs: at,
    ...{ key, market, selection, stake },
  };
}

/** The leaf by the rule, of what the answer and the receipt say; throws where they differ from it. */
function leafOf(
  race: RaceRow,
  {
    bet,
    receipt,
    playerIds,
  }: { bet: BetWire; receipt: BetReceipt | undefined; playerIds: readonly string[] },
): Uint8Array {
  if (receipt === undefined) throw new Error(`bet ${bet.id} has no receipt`);
  const { market, selection } = bet;
  const tags = playerIds.map((id) =>
    encodeHex(playerTag(race.tagSecret as Buffer, decodeHex(id.replaceAll("-", "")))),
  );
  if (!tags.includes(receipt.tag)) throw new Error(`bet ${bet.id} has nobody's tag`);
  const leaf = betLeaf({
    raceId: race.id,
    serial: bet.serial ?? 0,
    tag: decodeHex(receipt.tag),
    ...{ market, selection },
    stake: BigInt(bet.stake),
    price: bet.price ?? 0,
    salt: decodeHex(receipt.salt),
  });
  if (encodeHex(leaf) !== receipt.leaf) throw new Error(`bet ${bet.id} has another's leaf`);
  return leaf;
}
