import { expect } from "chai";
import type { DataSource } from "typeorm";
import { auditSnapshot } from "#server/ledger/audit-ledger.ts";

/**
 * Changes rows as a hand with the database's own rights might, no trigger fires, expects the audit
 * to name a rule that begins with `rule`, and takes the change back. `freely` runs before: it takes
 * away what would refuse the change.
 */
export async function expectLieFound(
  dataSource: DataSource,
  { sql, rule, freely = [] }: { sql: string; rule: string; freely?: readonly string[] },
): Promise<void> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query("set local session_replication_role = replica");
  for (const statement of [...freely, sql]) await runner.query(statement);
  const { differences } = await auditSnapshot(runner.manager);
  await runner.rollbackTransaction();
  await runner.release();
  const rules = differences.map((found) => found.rule);
  expect(
    rules.some((found) => found.startsWith(rule)),
    rules.join(),
  ).to.equal(true);
}
