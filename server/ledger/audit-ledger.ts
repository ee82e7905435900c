import type { DataSource, EntityManager } from "typeorm";
import type { Amount } from "#common/framework/amounts.ts";
import { AccountEntity } from "./account-entity.ts";
import { availableAccount, lockedAccount } from "./account-names.ts";
import { answerChecks } from "./audit-answer-checks.ts";
import { betChecks } from "./audit-bet-checks.ts";
import { chainChecks } from "./audit-chain-checks.ts";
import { type AuditCheck, ledgerChecks } from "./audit-checks.ts";
import { coinChecks } from "./audit-coin-checks.ts";
import { favorChecks } from "./audit-favor-checks.ts";
import { poolChecks } from "./audit-pool-checks.ts";
import { raceChecks } from "./audit-race-checks.ts";
import { accountKey, type LedgerReplay, replayLedger } from "./replay-ledger.ts";
import { WalletEntity } from "./wallet-entity.ts";

/** One place where the books disagree. */
interface AuditDifference {
  rule: string;
  difference: string;
}

/** The accounts of one kind and currency together. */
interface TrialBalanceLine {
  kind: string;
  currency: string;
  accountCount: number;
  balance: Amount;
}

export interface AuditReport {
  differences: AuditDifference[];
  trialBalance: TrialBalanceLine[];
  transferCount: number;
  postingCount: number;
  walletCount: number;
  /** Rules that were asked, the replay's own included. */
  ruleCount: number;
}

const REPLAY_RULES = {
  balanced: "I1 the postings of every transfer sum to 0",
  covered: "LEDGER-2 no account but the mint is ever below 0",
  wallets: "I2 a wallet is the sum of its postings",
  accounts: "LEDGER-2 a kept balance is the sum of its postings",
};

const allChecks = [
  ...ledgerChecks,
  ...betChecks,
  ...poolChecks,
  ...answerChecks,
  ...raceChecks,
  ...chainChecks,
  ...favorChecks,
  ...coinChecks,
];

/**
 * Replays the ledger from its first posting and compares every balance with it, then asks every
 * check (LEDGER-7). One snapshot, read only: it may run beside a server that takes bets. That a client
 * got what is stored (I9) is for tests, which know what clients got.
 */
export async function auditLedger(
  dataSource: DataSource,
  checks: readonly AuditCheck[] = allChecks,
): Promise<AuditReport> {
  return dataSource.transaction("REPEATABLE READ", async (manager) => {
    await manager.query("set transaction read only");
    await manager.query("set local statement_timeout = 0");
    return auditSnapshot(manager, checks);
  });
}

/** The same within a transaction of the caller's: what it has changed is judged as well. */
export async function auditSnapshot(
  manager: EntityManager,
  checks: readonly AuditCheck[] = allChecks,
): Promise<AuditReport> {
  const replay = await replayLedger(manager);
  const wallets = await compareWallets(manager, replay);
  const differences = [
    ...replay.unbalanced.map(of(REPLAY_RULES.balanced, (id) => `transfer ${id}`)),
    ...replay.overdrafts.map(
      of(REPLAY_RULES.covered, ({ account, transferId }) => `${account} after ${transferId}`),
    ),
    ...wallets.differences.map(of(REPLAY_RULES.wallets)),
    ...(await compareAccounts(manager, replay)).map(of(REPLAY_RULES.accounts)),
  ];
  let asked = 0;
  for (const check of checks) {
    if (!(await hasTables(manager, check.needs ?? []))) continue;
    asked += 1;
    for (const difference of await ask(manager, check)) {
      differences.push({ rule: check.rule, difference });
    }
  }
  return {
    differences,
    trialBalance: trialBalance(replay),
    transferCount: replay.transferCount,
    postingCount: replay.postingCount,
    walletCount: wallets.count,
    ruleCount: Object.keys(REPLAY_RULES).length + asked,
  };
}

async function ask(manager: EntityManager, check: AuditCheck): Promise<string[]> {
  if (typeof check.ask !== "string") return check.ask(manager);
  const rows: { difference: string }[] = await manager.query(check.ask);
  return rows.map(({ difference }) => difference);
}

function of<T = string>(rule: string, describe: (found: T) => string = String) {
  return (found: T): AuditDifference => ({ rule, difference: describe(found) });
}

async function compareWallets(
  manager: EntityManager,
  { balances }: LedgerReplay,
): Promise<{ count: number; differences: string[] }> {
  const wallets = await manager.find(WalletEntity);
  const differences: string[] = [];
  for (const { playerId, currency, balanceTotal, balanceLocked } of wallets) {
    const account = (name: string) => balances.get(accountKey({ account: name, currency })) ?? 0n;
    const locked = account(lockedAccount(playerId));
    const total = account(availableAccount(playerId)) + locked;
    if (total === balanceTotal && locked === balanceLocked) continue;
    differences.push(
      `${playerId} (${currency}): total ${balanceTotal}, locked ${balanceLocked}; postings say ${total}, ${locked}`,
    );
  }
  return { count: wallets.length, differences };
}

async function compareAccounts(
  manager: EntityManager,
  { balances }: LedgerReplay,
): Promise<string[]> {
  const differences: string[] = [];
  for (const { name, currency, balance } of await manager.find(AccountEntity)) {
    const said = balances.get(accountKey({ account: name, currency })) ?? 0n;
    if (balance === null || balance === said) continue;
    differences.push(`${name} (${currency}): ${balance}; postings say ${said}`);
  }
  return differences;
}

async function hasTables(manager: EntityManager, tables: readonly string[]): Promise<boolean> {
  const rows: { missing: number }[] = await manager.query(
    "select count(*)::int as missing from unnest($1::text[]) name where to_regclass(name) is null",
    [tables],
  );
  return rows[0]?.missing === 0;
}

function trialBalance({ balances }: LedgerReplay): TrialBalanceLine[] {
  const lines = new Map<string, TrialBalanceLine>();
  for (const [key, balance] of balances) {
    const [, kind, currency] = /^(\w+):.* \((\w+)\)$/.exec(key) as unknown as [
      string,
      string,
      string,
    ];
    const line = lines.get(`${currency} ${kind}`) ?? {
      kind,
      currency,
      accountCount: 0,
      balance: 0n,
    };
    lines.set(`${currency} ${kind}`, {
      ...line,
      accountCount: line.accountCount + 1,
      balance: line.balance + balance,
    });
  }
  return [...lines.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}
