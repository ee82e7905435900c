import { type DataSource, type EntityManager, In } from "typeorm";
import type { Cast } from "#common/race/power-contract.ts";
import type { CastOutcome } from "#common/race/powers.ts";
import type { Wallet } from "#common/wallet/wallet-schemas.ts";
import { availableAccount, houseAccount, lockedAccount } from "#server/ledger/account-names.ts";
import { lockAccounts } from "#server/ledger/lock-accounts.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { postTransfers, type Transfer } from "#server/ledger/post-transfers.ts";
import { toWallet } from "#server/ledger/read-wallets.ts";
import { transaction } from "#server/storage/transaction.ts";
import { RaceInputEntity, type RaceInputRow } from "./race-entities.ts";
import { enterRaceGate } from "./race-gate.ts";
import { toCast } from "./read-casts.ts";

/** What came of a player's powers. */
export interface CastChange {
  playerId: string;
  wallet: Wallet;
  casts: Cast[];
}

/**
 * Writes what became of casts in one transaction (LEDGER-4): applied → captured, locked → house; else
 * released with its reason, locked → available. Only casts that are still held change, so a second
 * time moves nothing and answers nothing.
 */
export function resolveCasts(
  dataSource: DataSource,
  { raceId, outcomes }: { raceId: number; outcomes: readonly CastOutcome[] },
): Promise<CastChange[]> {
  if (outcomes.length === 0) return Promise.resolve([]);
  return transaction(dataSource, async (manager) => {
    await enterRaceGate(manager, raceId, "shared");
    const held = await manager.findBy(RaceInputEntity, {
      raceId,
      seq: In(outcomes.map(({ seq }) => seq)),
      status: "held",
    });
    if (held.length === 0) return [];
    const playerIds = [...new Set(held.map(({ playerId }) => playerId))].sort();
    await lockWallets(manager, playerIds, "chips");
    await lockAccounts(manager, [houseAccount("chips")], "chips");
    const resolved = await endCasts(manager, { raceId, held, outcomes });
    const { wallets } = await postTransfers(manager, resolved.map(toTransfer));
    const casts = Map.groupBy(resolved, ({ playerId }) => playerId);
    return wallets.map((wallet) => ({
      playerId: wallet.playerId,
      wallet: toWallet(wallet),
      casts: (casts.get(wallet.playerId) ?? []).map(toCast),
    }));
  });
}

/** Answers the rows that this very statement has ended, by `seq`. */
async function endCasts(
  manager: EntityManager,
  ending: { raceId: number; held: RaceInputRow[]; outcomes: readonly CastOutcome[] },
): Promise<RaceInputRow[]> {
  const ends = ending.outcomes.map(({ seq, isApplied, reason }) => ({
    seq,
    status: isApplied ? ("captured" as const) : ("released" as const),
    reason,
  }));
  const [updated]: [{ seq: number }[], number] = await manager.query(
    `UPDATE race_inputs input SET status = ended.status, reason = ended.reason
     FROM jsonb_to_recordset($2::jsonb) AS ended (seq int, status text, reason text)
     WHERE input.race_id = $1 AND input.seq = ended.seq AND input.status = 'held'
     RETURNING input.seq`,
    [ending.raceId, JSON.stringify(ends)],
  );
  const endBySeq = new Map(ends.map((end) => [end.seq, end]));
  const seqs = new Set(updated.map(({ seq }) => seq));
  return ending.held
    .filter(({ seq }) => seqs.has(seq))
    .sort((a, b) => a.seq - b.seq)
    .map((row) => ({ ...row, ...endBySeq.get(row.seq) }));
}

function toTransfer({ playerId, raceId, status, cost }: RaceInputRow): Transfer {
  const isCaptured = status === "captured";
  return {
    kind: isCaptured ? "power_captured" : "power_released",
    currency: "chips",
    playerId,
    raceId,
    postings: [
      { account: lockedAccount(playerId), amount: -cost },
      { account: isCaptured ? houseAccount("chips") : availableAccount(playerId), amount: cost },
    ],
  };
}
