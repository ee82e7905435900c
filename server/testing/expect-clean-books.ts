import { expect } from "chai";
import type { DataSource } from "typeorm";
import { auditLedger } from "#server/ledger/audit-ledger.ts";

/** Audits the whole ledger (LEDGER-7) and fails on any difference. */
export async function expectCleanBooks(dataSource: DataSource): Promise<void> {
  const { differences } = await auditLedger(dataSource);
  expect(differences).to.deep.equal([]);
}
