import type { DataSource, EntityManager } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { type Cast, castAnswerSchema } from "#common/race/power-contract.ts";
import { type PowerTerms, powerNames } from "#common/race/powers.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import type { StoredReply } from "#server/framework/reply-lookup.ts";
import { availableAccount, lockedAccount } from "#server/ledger/account-names.ts";
import { findReply, fingerprintOf, type IdempotencyScope } from "#server/ledger/idempotency.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { toWallet } from "#server/ledger/read-wallets.ts";
import { type IdempotentAnswer, runIdempotently } from "#server/ledger/run-idempotently.ts";
import type { WalletRow } from "#server/ledger/wallet-entity.ts";
import { transaction } from "#server/storage/transaction.ts";
import { lockChain } from "./bet-chain.ts";
import { RaceChainEntity, type RaceChainRow } from "./fairness-entities.ts";
import { RaceEntity, RaceInputEntity, type RaceInputRow, type RaceRow } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { toCast } from "./read-casts.ts";

/**
 * The most casts one player makes in one race, whatever becomes of them: a released one costs nothing,
 * and everyone is told of it.
 */
export const CASTS_MAX = 20;

/** What a player asks for. */
export interface CastIntent {
  playerId: string;
  /** The room the player's token opens: a race of any other is `race_unknown`. */
  roomKey: string | undefined;
  key: string;
  raceId: number;
  power: string;
  /** Saddle number. */
  target: number;
  /** The server's clock when the intent arrived, epoch milliseconds. */
  arrivedAtMs: number;
}

export type CastPower = { cast: Cast; wallet: Wallet };
export type CastAnswer = IdempotentAnswer<CastPower>;

/** The race as it runs in this process. */
export interface CastTime {
  /** Of the room that runs it here. */
  epoch: number;
  arePowersOpen(): boolean;
  /** The tick for one cast, which the race will not go past; letting go of an earlier one. */
  holdTick(): number | undefined;
}

interface Locked {
  wallet: WalletRow;
  chain: RaceChainRow | null;
}

/**
 * Takes a power in one transaction (RACE-7, LEDGER-4): race gate, wallet, the race's chain, key, then
 * checks, the row and the hold of its cost. The tick is chosen last, right before the row is
 * written, so that the race never waits for a lock. The refusals, in the order they are looked for:
 * `race_unknown`, `powers_closed` (also where the race does not run here: `time` undefined),
 * `power_unknown`, `runner_unknown`, `power_limit_reached`, `insufficient_funds`.
 */
export function castPower(
  dataSource: DataSource,
  intent: CastIntent,
  time: CastTime | undefined,
): Promise<CastAnswer> {
  return runIdempotently<CastPower, Locked>({
    dataSource,
    scope: castScope(intent),
    async gate(manager) {
      const { playerId, raceId } = intent;
      await enterRaceGate(manager, raceId, "shared");
      const wallets = await lockWallets(manager, [playerId], "chips");
      const chain = await lockChain(manager, raceId);
      return { wallet: wallets.get(playerId) as WalletRow, chain };
    },
    execute: (manager, locked) => execute(manager, { intent, locked, time }),
    encode: (cast) => JSON.stringify(castAnswerSchema.encode(cast)),
  });
}

/**
 * The answer of a cast whose commit was perhaps lost. It waits for every cast of the race that is
 * still under way in the database, so "none" stays true for this try.
 */
export function findCastReply(
  dataSource: DataSource,
  intent: CastIntent,
): Promise<StoredReply | undefined> {
  return transaction(dataSource, async (manager) => {
    await enterRaceGate(manager, intent.raceId, "exclusive");
    return findReply(manager, castScope(intent));
  });
}

function castScope({ playerId, key, raceId, power, target }: CastIntent): IdempotencyScope {
  const fingerprint = fingerprintOf("castPower", { raceId, power, target });
  return { playerId, operation: "castPower", key, fingerprint };
}

async function execute(
  manager: EntityManager,
  { intent, locked, time }: { intent: CastIntent; locked: Locked; time: CastTime | undefined },
): Promise<Outcome<CastPower>> {
  const { raceId, roomKey, playerId } = intent;
  const race = await manager.findOneBy(RaceEntity, { id: raceId });
  if (race === null || race.roomId !== roomKey) return refuse("race_unknown");
  const { powers } = race.marketRules;
  const isOpen = race.status === "racing" && !race.arePowersStopped;
  if (!isOpen || powers === undefined || time?.arePowersOpen() !== true) {
    return refuse("powers_closed");
  }
  // Another process runs the race by now: it is asked when the phone has found it.
  if (time.epoch !== race.epoch) return refuse("closing");
  const cost = checkCast(race, powers, intent);
  if (!cost.ok) return cost;
  const { casts, spent } = await castsInRace(manager, { playerId, raceId });
  if (casts >= CASTS_MAX) return refuse("power_limit_reached", { casts: CASTS_MAX });
  if (spent + cost.value > BigInt(powers.spendMax)) {
    return refuse("power_limit_reached", { maximum: powers.spendMax });
  }
  const { wallet, chain } = locked;
  const available = wallet.balanceTotal - wallet.balanceLocked;
  if (available < cost.value) {
    return refuse("insufficient_funds", { available: available.toString() });
  }
  if (chain === null) throw new Error(`race ${raceId} has powers and no chain to count them`);
  const tick = time.holdTick();
  if (tick === undefined) return refuse("powers_closed");
  return accept(await write(manager, intent, { cost: cost.value, tick, seq: chain.castCount + 1 }));
}

/** What the race alone decides; the value is the cost. */
function checkCast(
  race: RaceRow,
  { costs }: PowerTerms,
  { power, target }: CastIntent,
): Outcome<bigint> {
  const name = powerNames.find((known) => known === power);
  const cost = name === undefined ? undefined : costs[name];
  if (cost === undefined) return refuse("power_unknown");
  const isOnCard = race.card.runners.some(({ number }) => number === target);
  if (!isOnCard || race.scratched.includes(target)) return refuse("runner_unknown");
  return accept(BigInt(cost));
}

/**
 * How many powers a player has cast in a race, and what they have cost or may cost; the wallet's lock
 * keeps it true.
 */
async function castsInRace(
  manager: EntityManager,
  { playerId, raceId }: { playerId: string; raceId: number },
): Promise<{ casts: number; spent: bigint }> {
  const rows: { casts: number; spent: string }[] = await manager.query(
    `SELECT count(*)::int AS casts,
       coalesce(sum(cost) FILTER (WHERE status IN ('held', 'captured')), 0)::bigint AS spent
     FROM race_inputs WHERE race_id = $1 AND player_id = $2`,
    [raceId, playerId],
  );
  const { casts, spent } = rows[0] as (typeof rows)[number];
  return { casts, spent: BigInt(spent) };
}

async function write(
  manager: EntityManager,
  { playerId, raceId, power, target, arrivedAtMs }: CastIntent,
  { cost, tick, seq }: { cost: bigint; tick: number; seq: number },
): Promise<CastPower> {
  const row: RaceInputRow = {
    raceId,
    seq,
    tick,
    playerId,
    power,
    target,
    cost,
    status: "held",
    reason: "",
    castAt: BigInt(arrivedAtMs),
  };
  await manager.update(RaceChainEntity, { raceId }, { castCount: seq });
  await manager.insert(RaceInputEntity, row);
  const { wallets } = await postTransfers(manager, [
    {
      kind: "power_held",
      currency: "chips",
      playerId,
      raceId,
      postings: [
        { account: availableAccount(playerId), amount: -cost },
        { account: lockedAccount(playerId), amount: cost },
      ],
    },
  ]);
  return { cast: toCast(row), wallet: toWallet(wallets[0] as WalletRow) };
}
