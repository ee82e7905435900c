import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { runTool } from "#server/testing/run-tool.ts";

describe("npm run tote", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tote-"));
  });
  after(() => rm(folder, { recursive: true }));

  /** Runs the command on a file of this content. */
  async function run(content: unknown) {
    const file = path.join(folder, "sheet.json");
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
    return runWith(file);
  }

  const runWith = (...files: string[]) => runTool("tote.ts", files);

  async function settled(sheet: object): Promise<unknown> {
    const { output, complaint, exitCode } = await run(sheet);
    expect({ complaint, exitCode }).to.deep.equal({ complaint: "", exitCode: 0 });
    return JSON.parse(output);
  }

  const bet = (stake: string, ...selection: number[]) => ({ selection, stake });

  it("breaks a win pool to the dime and keeps the breakage", async () => {
    // $1,234.00 and $45.00 scratched. Takeout 17 % = 209.78, net 1,024.22 over $300 on 4: 3.41407,
    // broken to 3.40 a dollar, so $6.80 for $2; 1,024.22 - 1,020.00.
    const sheet = {
      market: "win",
      runners: 6,
      takeoutBps: 1700,
      unit: "200",
      breakUnit: "20",
      bets: [bet("30000", 4), bet("63400", 1), bet("30000", 2), bet("4500", 6)],
      scratched: [6],
      order: [[4], [1], [2], [3], [5]],
    };
    expect(await settled(sheet)).to.deep.equal({
      gross: "123400",
      refunds: "4500",
      takeout: "20978",
      net: "102422",
      dividends: [{ selection: [4], perUnit: "680" }],
      paid: "102000",
      breakage: "422",
      payouts: ["102000", "0", "0", "4500"],
    });
  });

  it("lifts a minus pool to the minimum dividend, at the house's expense", async () => {
    // Net 8,300 over 9,500 on 1: below the stake, so 1.05 a dollar (Florida 75-7.002 (4), (5)).
    const sheet = {
      market: "win",
      runners: 3,
      takeoutBps: 1700,
      unit: "100",
      breakUnit: "10",
      bets: [bet("9500", 1), bet("500", 2)],
      order: [[1], [2], [3]],
    };
    const lifted = {
      gross: "10000",
      refunds: "0",
      takeout: "1700",
      net: "8300",
      dividends: [{ selection: [1], perUnit: "105" }],
      paid: "9975",
      breakage: "-1675",
      payouts: ["9975", "0"],
    };
    expect(await settled({ ...sheet, minimumDividend: "105" })).to.deep.equal(lifted);
    expect(await settled({ ...sheet, minimumDividend: "1.05" })).to.deep.equal(lifted);
    expect(await settled(sheet)).to.deep.include({ paid: "9500", breakage: "-1200" });
  });

  it("states an unbroken dividend to 4 places and pays its exact floor", async () => {
    // A tie for second: profit 1,000 - 700 = 300, 150 to 1, 75 each to 2 and 3 (TOTE-4). The list
    // behind the tie stands for the fourth, and none need follow it.
    const sheet = {
      market: "place",
      runners: [1, 2, 3, 9],
      takeoutBps: 0,
      unit: "1",
      bets: [bet("350", 1), bet("170", 2), bet("180", 3), bet("300", 9)],
      order: [[1], [3, 2], [9]],
    };
    const expected = {
      gross: "1000",
      refunds: "0",
      takeout: "0",
      net: "1000",
      dividends: [
        { selection: [1], perUnit: "1.4285" },
        { selection: [2], perUnit: "1.4411" },
        { selection: [3], perUnit: "1.4166" },
      ],
      paid: "1000",
      breakage: "0",
      payouts: ["500", "245", "255", "0"],
    };
    expect(await settled(sheet)).to.deep.equal(expected);
    expect(await settled({ ...sheet, order: [[1], [2, 3]] })).to.deep.equal(expected);
    expect(await settled({ ...sheet, order: [[1], [2, 3], [], [9]] })).to.deep.equal(expected);
  });

  it("gives a quinella one form and refunds every combination with a scratched runner", async () => {
    // Net 800 - 160 = 640 over 200 on 3-5, however they were named: 3.20.
    const sheet = {
      market: "quinella",
      runners: 6,
      takeoutBps: 2000,
      unit: "1",
      bets: [bet("150", 5, 3), bet("50", 3, 5), bet("600", 1, 2), bet("99", 4, 5)],
      scratched: [4],
      order: [[5], [3]],
    };
    expect(await settled(sheet)).to.deep.equal({
      gross: "800",
      refunds: "99",
      takeout: "160",
      net: "640",
      dividends: [{ selection: [3, 5], perUnit: "3.2000" }],
      paid: "640",
      breakage: "0",
      payouts: ["480", "160", "0", "99"],
    });
  });

  it("pays an exacta nobody has by its fallback, and back where that is not covered", async () => {
    // Profit 900 - 300 = 600, 300 a side: 1 + 300/100 for 1-3, 1 + 300/200 for 4-2 (TOTE-5).
    const sheet = {
      market: "exacta",
      runners: 5,
      takeoutBps: 0,
      unit: "100",
      bets: [bet("100", 1, 3), bet("200", 4, 2), bet("600", 2, 1)],
      order: [[1], [2]],
    };
    expect(await settled(sheet)).to.deep.include({
      dividends: [
        { selection: [1, 3], perUnit: "400.0000" },
        { selection: [4, 2], perUnit: "250.0000" },
      ],
      payouts: ["400", "500", "0"],
    });
    const lost = { ...sheet, takeoutBps: 1700, bets: [bet("600", 2, 1), bet("70", 3, 4)] };
    expect(await settled(lost)).to.deep.equal({
      gross: "670",
      refunds: "0",
      takeout: "0",
      net: "670",
      dividends: [],
      paid: "670",
      breakage: "0",
      payouts: ["600", "70"],
    });
  });

  it("gives the pool back when scratches leave too few runners", async () => {
    const sheet = {
      market: "show",
      runners: 5,
      takeoutBps: 1700,
      unit: "1",
      bets: [bet("60", 1), bet("40", 5)],
      scratched: [5],
      order: [[1], [2], [3], [4]],
    };
    expect(await settled(sheet)).to.deep.equal({
      gross: "0",
      refunds: "100",
      takeout: "0",
      net: "0",
      dividends: [],
      paid: "0",
      breakage: "0",
      payouts: ["60", "40"],
    });
  });

  it("says each fault in a sentence and ends with 1", async () => {
    const sheet = {
      market: "win",
      runners: 4,
      takeoutBps: 0,
      unit: "1",
      bets: [bet("5", 2)],
      order: [[1], [2], [3], [4]],
    };
    const file = path.join(folder, "sheet.json");
    const table: [fault: unknown, sentences: string[]][] = [
      [
        { ...sheet, market: "superfecta" },
        ["market: must be one of win, place, show, exacta, quinella, trifecta."],
      ],
      [
        { ...sheet, bets: [{ selection: [2], stake: 5 }, bet("1.5", 2)] },
        [
          "bets.0.stake: must be a decimal string of minor units.",
          "bets.1.stake: must be a whole number of minor units above 0, without a sign or point.",
        ],
      ],
      [
        { ...sheet, bets: [bet("5", 2, 3), bet("5", 7)] },
        [
          "bets.0.selection: is no win selection of these runners.",
          "bets.1.selection: is no win selection of these runners.",
        ],
      ],
      [
        { ...sheet, order: [[1, 1], [9]] },
        ["order.0: names 1 a second time.", "order.1: names 9, which is no runner."],
      ],
      [{ ...sheet, order: [[1], [], [2]] }, ["order.1: names nobody."]],
      [{ ...sheet, scratched: [1] }, ["order.0: names 1, a scratched runner."]],
      [{ ...sheet, minimumDividend: "0.99" }, ["minimumDividend: is below the stake."]],
    ];
    for (const [fault, sentences] of table) {
      expect(await run(fault)).to.deep.equal({
        output: "",
        complaint: sentences.map((sentence) => `In ${file}, ${sentence}\n`).join(""),
        exitCode: 1,
      });
    }
    expect((await run({ ...sheet, order: [] })).complaint).to.equal(
      `In ${file}, order must name the first 1: win pays on them.\n`,
    );
    expect((await run({ ...sheet, order: [[1]] })).complaint).to.equal(
      `In ${file}, order must name place 2 as well: nobody backed the first 1.\n`,
    );
    expect((await run("{")).complaint).to.match(/^.*sheet\.json can't be read: .*JSON.*\.\n$/);
    expect((await runWith("missing.json")).complaint).to.equal(
      "missing.json can't be read: there is no such file.\n",
    );
    expect(await runWith()).to.include({ output: "", exitCode: 1 });
  });
});
