import type { StatementBet, StatementCast } from "#common/wallet/statement-schemas.ts";
import type { TransferKind } from "#common/wallet/wallet-schemas.ts";
import type { RaceWords } from "./race-words.ts";

/** One transfer as it touched one player. */
export interface Movement {
  id: string;
  kind: TransferKind;
  /** Effect on the total. */
  amount: bigint;
  /** Effect on the locked part. */
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

/**
 * Transfer ids → the powers they are about, for all the power movements of a player in one race,
 * ascending by id. A movement does not name its cast: it is the first one, in the order they were
 * made, of that cost and end which no movement of the kind before has taken.
 */
export function castsOf(
  movements: readonly Movement[],
  { casts }: Pick<RaceWords, "casts">,
): Map<string, StatementCast> {
  const taken = {
    held: new Set<number>(),
    decided: new Set<number>(),
    returned: new Set<number>(),
  };
  const explained = new Map<string, StatementCast>();
  for (const movement of movements) {
    const step = stepOf(movement);
    const cost = step === "returned" ? movement.amount : abs(movement.lockedAmount);
    const cast = casts.find(
      (one) => one.cost === cost && !taken[step].has(one.seq) && fits(movement, one.status),
    );
    if (cast === undefined) continue;
    taken[step].add(cast.seq);
    explained.set(movement.id, { power: cast.power, target: cast.target, runner: cast.runner });
  }
  return explained;
}

/** Held, then captured or released; what a void gives back of a captured one comes from the house. */
function stepOf({ kind, lockedAmount }: Movement): "held" | "decided" | "returned" {
  if (kind === "power_held") return "held";
  return lockedAmount === 0n ? "returned" : "decided";
}

/** Whether a cast that ended like this can have been moved so; a void has overwritten how it stood. */
function fits({ kind }: Movement, status: RaceWords["casts"][number]["status"]): boolean {
  if (kind === "power_held" || status === "refunded") return true;
  return status === (kind === "power_captured" ? "captured" : "released");
}

function abs(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

function plain(bet: RaceWords["bets"][number]): StatementBet {
  const { id, market, selection, runners, stake, status, payout, perUnit } = bet;
  return { id, market, selection, runners, stake, status, payout, perUnit };
}
