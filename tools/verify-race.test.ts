import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import type { RaceRecordV2 } from "#common/race/record.ts";
import {
  type SampleRace,
  sampleReceipts,
  sampleRecord,
  sampleRecordV1,
} from "#common/race/record-samples.ts";
import { marketNames } from "#common/tote/market.ts";
import { markets } from "#common/tote/markets.ts";
import { settleRecorded } from "#common/tote/settle-recorded.ts";
import { runTool } from "#server/testing/run-tool.ts";

const rules = { markets: [...marketNames], takeoutBps: 1_750, cancelFeeBps: 500 };

/** Bets of three players on every market and every runner; one was cancelled. */
const bets = marketNames.flatMap((market) =>
  [1, 2, 3, 4, 5, 6].map((number) => {
    const selection = [number, (number % 6) + 1, ((number + 1) % 6) + 1];
    const named = selection.slice(0, markets[market].selectionSize);
    return {
      player: number % 3,
      market,
      selection: market === "quinella" ? named.toSorted((a, b) => a - b) : named,
      stake: BigInt(7 * number + 10),
      isCancelled: market === "show" && number === 2,
    };
  }),
);
const night: SampleRace = {
  marketRules: rules,
  bets,
  phones: [
    { player: 1, secret: 1 },
    { player: 2, secret: 2, isRevealed: false },
  ],
  settle: settleRecorded,
};
const record = sampleRecord(night);

describe("npm run verify-race", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "gs-verify-"));
  });
  after(() => rm(folder, { recursive: true }));

  async function keep(name: string, content: unknown): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  async function verify(...parameters: string[]) {
    const { output, ...end } = await runTool("verify-race.ts", parameters);
    return { lines: output.trimEnd().split("\n"), ...end };
  }

  it("passes a record from its file alone, every market settled again", async () => {
    const { lines, complaint, exitCode } = await verify(await keep("record.json", record));
    expect({ complaint, exitCode, verdict: lines.at(-1) }).to.deep.equal({
      complaint: "",
      exitCode: 0,
      verdict: "PASS",
    });
    expect(lines).to.have.length(15);
    expect(lines.join("\n")).to.contain("every dividend and every payout is as recorded");
  });

  it("passes fixed odds, each bet at the price that was frozen in it", async () => {
    const fixedPrices = [150, 230, 340, 410, 800, 1_100];
    const marketRules = { ...rules, markets: ["win", "place"], fixedPrices };
    const fixed = sampleRecord({
      ...night,
      marketRules,
      bets: bets.filter(({ market }) => marketRules.markets.includes(market)),
    });
    const winner = fixed.order[0]?.[0] ?? 0;
    const won = fixed.bets.find(({ status, market }) => status === "won" && market === "win");
    expect(won?.payout).to.equal(
      String((BigInt(won?.stake ?? 0) * BigInt(fixedPrices[winner - 1] ?? 0)) / 100n),
    );
    expect((await verify(await keep("fixed.json", fixed))).lines.at(-1)).to.equal("PASS");
  });

  it("passes a record of format 1", async () => {
    const { marketRules, ...plain } = sampleRecordV1();
    const file = await keep("old.json", { ...plain, marketRules });
    expect((await verify(file)).lines.at(-1)).to.equal("PASS");
  });

  it("names the first step that does not hold, and ends with 1", async () => {
    const tampered: [step: string, change: (copy: RaceRecordV2) => void][] = [
      ["commitment", (copy) => (copy.serverSeed = "00".repeat(32))],
      ["bets", (copy) => (copy.bets[3]!.stake = "999")],
      ["race", (copy) => copy.order.reverse()],
      ["payouts", (copy) => (copy.pools[0]!.dividends[0]!.perUnit = "9.9999")],
    ];
    for (const [step, change] of tampered) {
      const copy = structuredClone(record);
      change(copy);
      const { lines, exitCode } = await verify(await keep(`${step}.json`, copy));
      expect(exitCode, step).to.equal(1);
      expect(lines.at(-1)).to.match(new RegExp(`^FAIL in ${step}: `));
    }
  });

  it("says that it can't check the race of an engine that is not here, and ends with 2", async () => {
    const foreign = sampleRecord({ ...night, engineHash: "ee".repeat(32) });
    const { lines, exitCode } = await verify(await keep("foreign.json", foreign));
    expect(exitCode).to.equal(2);
    expect(lines.at(-1)).to.match(/^NOT CHECKED: run by engine ee/);
    expect(lines.join("\n")).not.to.contain("FAIL");
  });

  it("holds the record against the receipts of a phone", async () => {
    const mine = sampleReceipts(record, { player: 1, secret: 1 });
    const file = await keep("record.json", record);
    const fitting = await verify(file, "--receipts", await keep("mine.json", mine));
    expect(fitting.lines.at(-1)).to.equal("PASS");
    const story = sampleRecord({ ...night, bets: bets.slice(0, -1) });
    const other = await keep("story.json", story);
    const { lines, exitCode } = await verify(other, "--receipts", path.join(folder, "mine.json"));
    expect(exitCode).to.equal(1);
    expect(lines.at(-1)).to.match(/^FAIL in receipts: the head of the chain of bets was/);
  });

  it("says in one sentence that there is nothing to verify, and ends with 2", async () => {
    const broken = await keep("broken.json", "{");
    for (const parameters of [[path.join(folder, "missing.json")], [broken]]) {
      const { complaint, exitCode } = await verify(...parameters);
      expect(exitCode).to.equal(2);
      expect(complaint).to.match(/^There is nothing to verify: .+\.\n$/);
    }
    expect((await verify()).exitCode).to.equal(2);
  });
});
