import type { DataSource, EntityManager } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { placedBetSchema } from "#common/race/bet-contract.ts";
import type { Bet, BetReceipt } from "#common/race/bet-schemas.ts";
import type { Selection } from "#common/tote/market.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import { availableAccount, lockedAccount } from "#server/ledger/account-names.ts";
import { fingerprintOf } from "#server/ledger/idempotency.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers, type Transfer } from "#server/ledger/post-transfers.ts";
import { toWallet } from "#server/ledger/read-wallets.ts";
import { type IdempotentAnswer, runIdempotently } from "#server/ledger/run-idempotently.ts";
import type { WalletRow } from "#server/ledger/wallet-entity.ts";
import { type ChainLink, linkBet, lockChain } from "./bet-chain.ts";
import { BetEntity, type BetRow, toBet } from "./bet-entity.ts";
import type { BetIntent } from "./bet-intent.ts";
import { checkBet } from "./check-bet.ts";
import type { RaceChainRow } from "./fairness-entities.ts";
import {
  coverChange,
  type FixedChange,
  fixedPriceOf,
  type HouseCover,
  lockCover,
  moveExposure,
} from "./fixed-exposure.ts";
import { RaceEntity } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";

export type PlacedBet = { bet: Bet; receipt: BetReceipt; wallet: Wallet };
/** How a bet answers: made now, replayed, or refused. */
export type PlacedBetAnswer = IdempotentAnswer<PlacedBet>;

/** What the gate has locked. */
interface Locked {
  wallet: WalletRow;
  /** Only where the bet is one at fixed odds. */
  cover: HouseCover | undefined;
  chain: RaceChainRow | null;
}

/**
 * Takes a bet in one transaction (TOTE-11, LEDGER-4): race gate, wallet, house and liability where
 * the odds are fixed, chain, key, then checks and writes. The refusals, in the order they are looked
 * for: `race_unknown`, `betting_closed`, `market_unknown`, `invalid_input`, `runner_unknown`,
 * `stake_below_minimum`, `stake_above_maximum`, `race_limit_reached`, `insufficient_funds`,
 * `liability_limit`.
 *
 * The plain path, statement by statement: what the fast one (`placeBets`) is measured and tested
 * against.
 */
export function placeBet(dataSource: DataSource, intent: BetIntent): Promise<PlacedBetAnswer> {
  return runIdempotently<PlacedBet, Locked>({
    dataSource,
    scope: {
      playerId: intent.playerId,
      operation: "placeBet",
      key: intent.key,
      fingerprint: betFingerprint(intent),
    },
    gate: (manager) => enterGate(manager, intent),
    execute: (manager, locked) => execute(manager, { intent, locked }),
    encode: (placed) => JSON.stringify(placedBetSchema.encode(placed)),
  });
}

/** What has to be the same for a key to mean the same bet. */
export function betFingerprint({ raceId, market, selection, stake }: BetIntent): string {
  return fingerprintOf("placeBet", { raceId, market, selection, stake });
}

async function enterGate(manager: EntityManager, intent: BetIntent): Promise<Locked> {
  const { playerId, raceId } = intent;
  await enterRaceGate(manager, raceId, "shared");
  const race = await manager.findOneBy(RaceEntity, { id: raceId });
  const price = race === null ? null : fixedPriceOf(race.marketRules, intent);
  const wallets = await lockWallets(manager, [playerId], "chips");
  const cover = price === null ? undefined : await lockCover(manager, raceId);
  const chain = await lockChain(manager, raceId);
  return { wallet: wallets.get(playerId) as WalletRow, cover, chain };
}

async function execute(
  manager: EntityManager,
  { intent, locked }: { intent: BetIntent; locked: Locked },
): Promise<Outcome<PlacedBet>> {
  const { playerId, raceId, stake, market } = intent;
  const { wallet, chain, cover } = locked;
  const race = await manager.findOneBy(RaceEntity, { id: raceId });
  if (race === null || race.roomId !== intent.roomKey) return refuse("race_unknown");
  const { tagSecret, marketRules } = race;
  // A race of fairness version 1 has no chain to join.
  if (chain === null || tagSecret === null) return refuse("betting_closed");
  const selection = checkBet(race, intent);
  if (!selection.ok) return selection;
  const staked = await stakedOnRace(manager, { playerId, raceId });
  const raceMax = BigInt(marketRules.stakeMaxPerRace);
  if (staked + stake > raceMax)
    return refuse("race_limit_reached", { maximum: raceMax.toString() });
  const available = wallet.balanceTotal - wallet.balanceLocked;
  if (available < stake) return refuse("insufficient_funds", { available: available.toString() });
  const price = fixedPriceOf(marketRules, { market, selection: selection.value });
  const covering = await coverBet(manager, {
    cover,
    change: { runner: selection.value[0] ?? 0, stake, price: price ?? 0, sign: 1n },
    max: marketRules.liabilityMax,
  });
  if (!covering.ok) return covering;
  const unchained = { raceId, playerId, market, selection: selection.value, stake, price };
  const link = await linkBet(manager, { bet: unchained, chain, tagSecret });
  const bet = await insertBet(manager, { ...unchained, link, placedAtMs: intent.arrivedAtMs });
  const placed = stakeTransfer(bet);
  const { wallets } = await postTransfers(manager, [placed, ...covering.value]);
  const [after] = wallets;
  return accept({ bet: toBet(bet), receipt: link.receipt, wallet: toWallet(after as WalletRow) });
}

/** Sees to it that the house can pay the bet, where it has a price. */
async function coverBet(
  manager: EntityManager,
  bet: { cover: HouseCover | undefined; change: FixedChange; max: string | undefined },
): Promise<Outcome<Transfer[]>> {
  const { cover, change } = bet;
  if (cover === undefined) return accept([]);
  const max = bet.max === undefined ? undefined : BigInt(bet.max);
  const needed = await coverChange(manager, { cover, change, max });
  if (needed === undefined) return refuse("liability_limit");
  return accept(await moveExposure(manager, { cover, change, needed }));
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

async function insertBet(
  manager: EntityManager,
  bet: {
    raceId: number;
    playerId: string;
    market: string;
    selection: Selection;
    stake: bigint;
    price: number | null;
    link: ChainLink;
    placedAtMs: number;
  },
): Promise<BetRow> {
  const { serial, tag, salt, leaf } = bet.link;
  const { identifiers } = await manager.insert(BetEntity, {
    raceId: bet.raceId,
    playerId: bet.playerId,
    market: bet.market,
    selection: [...bet.selection],
    stake: bet.stake,
    price: bet.price,
    placedAt: BigInt(bet.placedAtMs),
    ...{ serial, tag, salt, leaf },
  });
  const { id } = identifiers[0] as { id: bigint };
  return manager.findOneByOrFail(BetEntity, { id });
}

function stakeTransfer({ id, playerId, raceId, stake }: BetRow): Transfer {
  return {
    kind: "bet_placed",
    currency: "chips",
    playerId,
    raceId,
    betId: id,
    postings: [
      { account: availableAccount(playerId), amount: -stake },
      { account: lockedAccount(playerId), amount: stake },
    ],
  };
}
