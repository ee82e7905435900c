import { randomInt } from "node:crypto";
import { expect } from "chai";
import { atScale } from "#server/testing/fault-scale.ts";
import { type MoneyReport, runMoneyProgrammes } from "#server/testing/run-money-programmes.ts";

/** The short programmes are known to meet all that is asked for below, the long ones are new each time. */
const SEED = atScale(1, randomInt(2 ** 31));
const PROGRAMMES = atScale(8, 100);

describe("the money of a lobby, by the plain path, by the fast one and by the rules", () => {
  let report: MoneyReport;

  it("comes to the same answers and the same books, whatever is asked in which order", async () => {
    report = await runMoneyProgrammes({ numRuns: PROGRAMMES, seed: SEED });
    expect(report.programmes).to.equal(PROGRAMMES);
  }).timeout(atScale(180_000, 900_000));

  it("is asked for everything that moves chips, and again, and refused", () => {
    const operations = ["bet", "cancel", "cast", "offer", "accept", "repay"];
    const met = ["ok", "again ok", "again idempotency_key_expired"];
    const answers = [...operations.map((operation) => `${operation}: ok`), "join: ok", "end: ok"];
    const retried = met.map((code) => `bet: ${code}`);
    const refused = ["bet: again idempotency_key_reused", "bet: liability_limit"];
    expect([...report.answers.keys()]).to.include.members([...answers, ...retried, ...refused]);
    expect([...report.steps.keys()]).to.have.members([
      ...["next", "open", "lock", "resolve", "finish", "settle", "void", "topUp"],
      ...["scratch", "pause", "stopPowers", "expire"],
    ]);
  });
});
