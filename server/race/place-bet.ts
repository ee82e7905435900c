import type { DataSource, EntityManager } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { placedBetSchema } from "#common/race/bet-contract.ts";
import type { Bet } from "#common/race/bet-schemas.ts";
import type { MarketName, Selection } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import { availableAccount, lockedAccount } from "#server/ledger/account-names.ts";
import { fingerprintOf } from "#server/ledger/idempotency.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { toWallet } from "#server/ledger/read-wallets.ts";
import { type IdempotentAnswer, runIdempotently } from "#server/ledger/run-idempotently.ts";
import type { WalletRow } from "#server/ledger/wallet-entity.ts";
import { BetEntity, type BetRow, toBet } from "./bet-entity.ts";
import { RaceEntity, type RaceRow } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";

/** What a player asks for; amounts in whole chips. */
export interface BetIntent {
  playerId: string;
  /** The room the player's token opens: a race of any other is `race_unknown`. */
  roomKey: string | undefined;
  key: string;
  raceId: number;
  market: string;
  selection: Selection;
  stake: bigint;
  /** The server's clock when the intent arrived (TOTE-11), epoch milliseconds. */
  arrivedAtMs: number;
}

export type PlacedBet = { bet: Bet; wallet: Wallet };
/** How a money operation answers: made now, replayed, or refused. */
export type PlacedBetAnswer = IdempotentAnswer<PlacedBet>;

/**
 * Takes a bet in one transaction (TOTE-11, LEDGER-4): race gate, wallet, key, then checks and
 * writes. The refusals, in the order they are looked for: `race_unknown`, `betting_closed`,
 * `market_unknown`, `invalid_input`, `runner_unknown`, `stake_below_minimum`,
 * `stake_above_maximum`, `race_limit_reached`, `insufficient_funds`.
 */
export function placeBet(dataSource: DataSource, intent: BetIntent): Promise<PlacedBetAnswer> {
  const { playerId, key, raceId, market, selection, stake } = intent;
  const fingerprint = fingerprintOf("placeBet", { raceId, market, selection, stake });
  return runIdempotently<PlacedBet, WalletRow>({
    dataSource,
    scope: { playerId, operation: "placeBet", key, fingerprint },
    async gate(manager) {
      await enterRaceGate(manager, raceId, "shared");
      const wallets = await lockWallets(manager, [playerId], "chips");
      return wallets.get(playerId) as WalletRow;
    },
    execute: (manager, wallet) => execute(manager, { intent, wallet }),
    encode: (placed) => JSON.stringify(placedBetSchema.encode(placed)),
  });
}

async function execute(
  manager: EntityManager,
  { intent, wallet }: { intent: BetIntent; wallet: WalletRow },
): Promise<Outcome<PlacedBet>> {
  const { playerId, raceId, stake } = intent;
  const race = await manager.findOneBy(RaceEntity, { id: raceId });
  if (race === null || race.roomId !== intent.roomKey) return refuse("race_unknown");
  const selection = checkBet(race, intent);
  if (!selection.ok) return selection;
  const staked = await stakedOnRace(manager, { playerId, raceId });
  const raceMax = BigInt(race.marketRules.stakeMaxPerRace);
  if (staked + stake > raceMax)
    return refuse("race_limit_reached", { maximum: raceMax.toString() });
  const available = wallet.balanceTotal - wallet.balanceLocked;
  if (available < stake) return refuse("insufficient_funds", { available: available.toString() });
  const bet = await insertBet(manager, { ...intent, selection: selection.value });
  const { wallets } = await postTransfers(manager, [
    {
      kind: "bet_placed",
      currency: "chips",
      playerId,
      raceId,
      betId: bet.id,
      postings: [
        { account: availableAccount(playerId), amount: -stake },
        { account: lockedAccount(playerId), amount: stake },
      ],
    },
  ]);
  return accept({ bet: toBet(bet), wallet: toWallet(wallets[0] as WalletRow) });
}

/** Everything about a bet that the race alone decides; the value is the selection as it is kept. */
function checkBet(race: RaceRow, intent: BetIntent): Outcome<Selection> {
  const { market, stake, arrivedAtMs } = intent;
  const isLate = race.phaseEndsAt !== null && BigInt(arrivedAtMs) > race.phaseEndsAt;
  if (race.status !== "betting" || isLate) return refuse("betting_closed");
  if (!isOffered(race, market)) return refuse("market_unknown");
  const field = new Set(race.card.runners.map((runner) => runner.number));
  const selection = markets[market].normaliseSelection(intent.selection, field);
  if (!selection.ok) return selection;
  const { stakeMin, stakeMax } = race.marketRules;
  if (stake < BigInt(stakeMin)) return refuse("stake_below_minimum", { minimum: stakeMin });
  if (stake > BigInt(stakeMax)) return refuse("stake_above_maximum", { maximum: stakeMax });
  return selection;
}

function isOffered(race: RaceRow, market: string): market is MarketName {
  return (race.marketRules.markets as string[]).includes(market);
}

/** What a player has on a race already; the wallet's lock keeps it true until the commit. */
async function stakedOnRace(
  manager: EntityManager,
  bettor: { playerId: string; raceId: number },
): Promise<bigint> {
  const rows: { sum: string }[] = await manager.query(
    `SELECT coalesce(sum(stake), 0)::bigint AS sum FROM bets
     WHERE race_id = $1 AND player_id = $2 AND status = 'open'`,
    [bettor.raceId, bettor.playerId],
  );
  return BigInt(rows[0]?.sum ?? "0");
}

async function insertBet(manager: EntityManager, intent: BetIntent): Promise<BetRow> {
  const { identifiers } = await manager.insert(BetEntity, {
    raceId: intent.raceId,
    playerId: intent.playerId,
    market: intent.market,
    selection: [...intent.selection],
    stake: intent.stake,
    placedAt: BigInt(intent.arrivedAtMs),
  });
  const { id } = identifiers[0] as { id: bigint };
  return manager.findOneByOrFail(BetEntity, { id });
}
