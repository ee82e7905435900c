import { type DataSource, In } from "typeorm";
import type { RaceCard } from "#common/race/card.ts";
import type { RaceWords } from "#server/ledger/race-words.ts";
import { BetEntity, type BetRow } from "./bet-entity.ts";
import {
  RaceEntity,
  RaceInputEntity,
  type RaceInputRow,
  RacePoolEntity,
  type RacePoolRow,
} from "./race-entities.ts";

/**
 * What a player did in these races, with the names of runners and the dividends: what a statement
 * needs to explain itself. Four queries, however many races.
 */
export async function readRaceWords(
  { manager }: DataSource,
  { playerId, raceIds }: { playerId: string; raceIds: readonly number[] },
): Promise<Map<number, RaceWords>> {
  if (raceIds.length === 0) return new Map();
  const raceId = In([...raceIds]);
  const races = await manager.find(RaceEntity, {
    where: { id: raceId },
    select: { id: true, number: true, card: true },
  });
  const bets = await manager.find(BetEntity, {
    where: { playerId, raceId },
    order: { id: "ASC" },
  });
  const pools = await manager.findBy(RacePoolEntity, { raceId });
  const casts = await manager.find(RaceInputEntity, {
    where: { playerId, raceId },
    order: { seq: "ASC" },
  });
  return new Map(
    races.map(({ id, number, card }) => {
      const nameOf = runnerNames(card);
      const own = pools.filter((pool) => pool.raceId === id);
      const words: RaceWords = {
        number,
        bets: bets.filter((bet) => bet.raceId === id).map((bet) => toBet(bet, { nameOf, own })),
        casts: casts.filter((cast) => cast.raceId === id).map((cast) => toCast(cast, nameOf)),
      };
      return [id, words];
    }),
  );
}

type NameOf = (number: number) => string;

function runnerNames({ runners }: Pick<RaceCard, "runners">): NameOf {
  const names = new Map(runners.map(({ number, name }) => [number, name]));
  return (number) => names.get(number) ?? "";
}

function toBet(
  bet: BetRow,
  { nameOf, own }: { nameOf: NameOf; own: readonly RacePoolRow[] },
): RaceWords["bets"][number] {
  return {
    id: bet.id.toString(),
    market: bet.market,
    selection: bet.selection,
    runners: bet.selection.map(nameOf),
    stake: bet.stake,
    status: bet.status,
    payout: bet.payout,
    perUnit: bet.status === "won" ? perUnitOf(bet, own) : null,
    isFixed: bet.price !== null,
  };
}

/** The declared dividend; at fixed odds the price of the bet where the pool declared none. */
function perUnitOf(bet: BetRow, pools: readonly RacePoolRow[]): string | null {
  const declared = pools
    .find(({ market }) => market === bet.market)
    ?.dividends.find(({ selection }) => selection.join() === bet.selection.join());
  if (declared !== undefined) return declared.perUnit;
  return bet.price === null ? null : (bet.price / 100).toFixed(2);
}

function toCast({ seq, power, target, cost, status }: RaceInputRow, nameOf: NameOf) {
  return { seq, power, target, runner: nameOf(target), cost, status };
}
