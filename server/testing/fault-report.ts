import { appendFileSync } from "node:fs";
import { expect } from "chai";

/** What one fault did to the requests that met it: a line of the table of `npm run test:faults`. */
export interface FaultRow {
  fault: string;
  /** How many times it was injected. */
  injected: number;
  /** Requests that were sent, retries included. */
  requests: number;
  /** Intents that were told that they are done. */
  acknowledged: number;
  /** Acknowledged intents whose effect is missing. */
  lost: number;
  /** Effects beyond one for each intent. */
  doubled: number;
}

/** Puts a fault on the table, if one is kept, and fails where anything was lost or doubled. */
export function reportFault(row: FaultRow): void {
  const file = process.env.GRANDSTAND_FAULT_ROWS;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
  const { fault, lost, doubled } = row;
  expect({ fault, lost, doubled }).to.deep.equal({ fault, lost: 0, doubled: 0 });
}
