import type { AuditReport } from "./audit-ledger.ts";

const SHOWN_PER_RULE = 10;

/** The audit as a page for the host's terminal: what was read, the trial balance, every difference. */
export function printAudit(report: AuditReport): string {
  const { differences, transferCount, postingCount, walletCount, ruleCount } = report;
  const read = `${transferCount} transfers, ${postingCount} postings, ${walletCount} wallets, ${ruleCount} rules`;
  const verdict =
    differences.length === 0
      ? "The books balance: no difference."
      : `THE BOOKS DO NOT BALANCE: ${differences.length} ${differences.length === 1 ? "difference" : "differences"}.`;
  return [read, "", ...printTrialBalance(report), "", ...printDifferences(report), verdict].join(
    "\n",
  );
}

function printTrialBalance({ trialBalance }: AuditReport): string[] {
  const sums = new Map<string, bigint>();
  for (const { currency, balance } of trialBalance) {
    sums.set(currency, (sums.get(currency) ?? 0n) + balance);
  }
  const rows = [
    ...trialBalance.map(({ currency, kind, accountCount, balance }) => [
      currency,
      kind,
      String(accountCount),
      String(balance),
    ]),
    ...[...sums].map(([currency, sum]) => [currency, "sum", "", String(sum)]),
  ];
  return [["currency", "kind", "accounts", "balance"], ...rows].map(
    ([currency = "", kind = "", count = "", balance = ""]) =>
      currency.padEnd(10) + kind.padEnd(11) + count.padStart(9) + balance.padStart(22),
  );
}

function printDifferences({ differences }: AuditReport): string[] {
  const byRule = Map.groupBy(differences, ({ rule }) => rule);
  return [...byRule].flatMap(([rule, found]) => {
    const more = found.length - SHOWN_PER_RULE;
    return [
      `Broken: ${rule}`,
      ...found.slice(0, SHOWN_PER_RULE).map(({ difference }) => `  ${difference}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
      "",
    ];
  });
}
