import type { StatementBet, StatementCast } from "#common/wallet/statement-schemas.ts";
import type { TransferKind } from "#common/wallet/wallet-schemas.ts";
import type { RaceWords } from "./race-words.ts";

/** One transfer as it touched one player. */
export interface Movement {
  id: string;
  kind: TransferKind;
  lockedAmount: bigint;
  raceId: number | null;
  betId: string | null;
}

/**
 * The bets that a movement is about: the one it names, else all that the player had in the pool it
 * settled (`market`; undefined = the fixed odds, which have no pool).
 */
export function betsOf(
  movement: Movement,
  { words, market }: { words: RaceWords | undefined; market: string | undefined },
): StatementBet[] {
  if (words === undefined) return [];
  const { betId, kind } = movement;
  if (betId !== null) return words.bets.filter(({ id }) => id === betId).map(plain);
  if (kind !== "race_settled" && kind !== "race_refunded") return [];
  return words.bets
    .filter((bet) => bet.status !== "open" && bet.status !== "cancelled")
    .filter((bet) => (market === undefined ? bet.isFixed : !bet.isFixed && bet.market === market))
    .map(plain);
}

/** Transfer ids → the powers they are about, for all the power movements of a player in one race, ascending by id. */
export function castsOf(
  movements: readonly Movement[],
  words: RaceWords,
): Map<string, StatementCast> {
  const bySeq = words.casts.toSorted((a, b) => a.seq - b.seq);
  const held = movements.filter(({ kind }) => kind === "power_held");
  const decided = movements.filter(isDecision);
  const captured = decided.flatMap(({ kind }, i) => {
    const cast = words.casts[i];
    return kind === "power_captured" && cast !== undefined ? [cast] : [];
  });
  // A void gives back what had been captured, in the order of the casts.
  const returned = movements.filter(
    ({ kind, lockedAmount }) => kind === "power_released" && lockedAmount === 0n,
  );
  const pairs = [
    ...held.map(({ id }, i) => [id, bySeq[i]] as const),
    ...decided.map(({ id }, i) => [id, words.casts[i]] as const),
    ...returned.map(({ id }, i) => [id, captured.toSorted((a, b) => a.seq - b.seq)[i]] as const),
  ];
  return new Map(
    pairs.flatMap(([id, cast]) =>
      cast === undefined
        ? []
        : [[id, { power: cast.power, target: cast.target, runner: cast.runner }]],
    ),
  );
}

/** A power worked or was released: each cast of a race has one such movement, in the order they worked. */
function isDecision({ kind, lockedAmount }: Movement): boolean {
  return lockedAmount < 0n && (kind === "power_captured" || kind === "power_released");
}

function plain(bet: RaceWords["bets"][number]): StatementBet {
  const { id, market, selection, runners, stake, status, payout, perUnit } = bet;
  return { id, market, selection, runners, stake, status, payout, perUnit };
}
