import { DataSource } from "typeorm";
import { auditLedger } from "#server/ledger/audit-ledger.ts";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { silentLog } from "#server/testing/test-postgres.ts";

/** Audits the ledger a benchmark has filled, however long that takes. Throws where the books differ. */
export async function auditBooks(url: string): Promise<void> {
  const patient = { log: silentLog, poolSize: 2, statementTimeoutMs: 0 };
  const dataSource = new DataSource(dataSourceOptions({ url, ...patient }));
  await dataSource.initialize();
  try {
    const { differences } = await auditLedger(dataSource);
    const [first] = differences;
    if (first !== undefined) {
      throw new Error(`${differences.length} differences: ${first.rule}: ${first.difference}`);
    }
  } finally {
    await dataSource.destroy();
  }
}
