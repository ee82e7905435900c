import { expect } from "chai";
import type { DataSource } from "typeorm";
import { powerTerms } from "#common/race/power-terms.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openPowerStand, type PowerStand } from "#server/testing/power-stand.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import type { CastAnswer, CastIntent } from "./cast-power.ts";
import { readCasts } from "./read-casts.ts";

describe("casting a power", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let stand: PowerStand;
  let ana: string;
  let bruno: string;
  before(async () => {
    database = await createTestDatabase({ poolSize: 24 });
    dataSource = database.dataSource;
  });
  after(() => database.drop());
  beforeEach(async () => {
    [ana, bruno] = (await makePlayers(dataSource, [1_000n, 1_000n])) as [string, string];
    stand = await openPowerStand(dataSource);
    stand.pass(10);
  });

  const codeOf = (answer: CastAnswer) => (answer.ok ? "ok" : answer.refusal.code);
  const castsOf = (playerId: string) =>
    readCasts(dataSource.manager, { playerId, raceId: stand.run.id });

  it("holds its cost for the fifth tick from now, and says so", async () => {
    const answer = await stand.cast(ana, { power: "slow", target: 3 });
    if (!answer.ok || answer.isReplayed) throw new Error("not taken");
    expect(answer.value.cast).to.deep.equal({
      raceId: stand.run.id,
      seq: 1,
      tick: 15,
      power: "slow",
      target: 3,
      cost: 60n,
      status: "held",
      reason: "",
    });
    expect(answer.value.wallet).to.include({ total: 1_000n, locked: 60n, available: 940n });
    expect(await castsOf(ana)).to.deep.equal([answer.value.cast]);
    expect(stand.news).to.have.length(1);
    expect(stand.news[0]).to.deep.include({ playerId: ana, playerName: "Ana" });
  });

  it("costs what the terms say for each power", async () => {
    const costs: bigint[] = [];
    for (const power of ["boost", "shield", "slow", "draft", "repair"]) {
      const answer = await stand.cast(ana, { power });
      if (!answer.ok || answer.isReplayed) throw new Error("not taken");
      costs.push(answer.value.cast.cost);
    }
    expect(costs).to.deep.equal([60n, 40n, 60n, 30n, 30n]);
    expect((await castsOf(ana)).map(({ seq }) => seq)).to.deep.equal([1, 2, 3, 4, 5]);
  });

  const wrong: [what: string, intent: Partial<CastIntent>, code: string][] = [
    ["in a race that is not there", { raceId: 999_999 }, "race_unknown"],
    ["with a token of another lobby", { roomKey: undefined }, "race_unknown"],
    ["of a power that is not offered", { power: "teleport" }, "power_unknown"],
    ["of a power of an object's own", { power: "constructor" }, "power_unknown"],
    ["on a runner that is not on the card", { target: 9 }, "runner_unknown"],
  ];
  for (const [what, intent, code] of wrong) {
    it(`is refused ${code} ${what}, and holds nothing`, async () => {
      expect(codeOf(await stand.cast(ana, intent))).to.equal(code);
      expect(await castsOf(ana)).to.deep.equal([]);
      expect(stand.run.result().casts).to.deep.equal([]);
    });
  }

  it("is refused on a scratched runner", async () => {
    await dataSource.query("UPDATE races SET scratched = '{2}' WHERE id = $1", [stand.run.id]);
    expect(codeOf(await stand.cast(ana, { target: 2 }))).to.equal("runner_unknown");
  });

  const closed: [when: string, close: (at: PowerStand) => unknown][] = [
    ["in any phase but racing", ({ run }) => setRace(run.id, "status = 'settling'")],
    ["once the host has stopped them", ({ run }) => setRace(run.id, "are_powers_stopped = true")],
    ["once the run was told to stop", ({ run }) => run.stopPowers()],
    [
      "in a race without them",
      ({ run }) => setRace(run.id, "market_rules = market_rules - 'powers'"),
    ],
    ["once the leader has passed 80 %", (at) => at.pass(900)],
  ];
  for (const [when, close] of closed) {
    it(`is refused powers_closed ${when}`, async () => {
      await close(stand);
      expect(codeOf(await stand.cast(ana))).to.equal("powers_closed");
      expect(await castsOf(ana)).to.deep.equal([]);
    });
  }
  const setRace = (id: number, change: string) =>
    dataSource.query(`UPDATE races SET ${change} WHERE id = $1`, [id]);

  it("is refused before the off and where the race does not run here", async () => {
    const early = await openPowerStand(dataSource);
    early.pass(-20);
    expect(codeOf(await early.cast(ana))).to.equal("powers_closed");
    early.pass(20);
    expect(codeOf(await early.cast(ana))).to.equal("ok");
    const foreign = { raceId: early.run.id, roomKey: early.book.race.roomId };
    expect(codeOf(await stand.cast(ana, foreign))).to.equal("powers_closed");
  });

  it("is left to the new owner of the race, and may be sent there", async () => {
    await setRace(stand.run.id, "epoch = epoch + 1");
    const answer = await stand.cast(ana, { key: "moved" });
    expect(codeOf(answer)).to.equal("closing");
    await setRace(stand.run.id, "epoch = epoch - 1");
    expect(codeOf(await stand.cast(ana, { key: "moved" }))).to.equal("ok");
  });

  it("offers only what the terms name", async () => {
    const powers = { costs: { boost: "60" }, spendMax: "300" };
    const few = await openPowerStand(dataSource, { terms: { powers } });
    few.pass(1);
    expect(codeOf(await few.cast(ana, { power: "slow" }))).to.equal("power_unknown");
    expect(codeOf(await few.cast(ana))).to.equal("ok");
  });

  it("spends no more than the race's limit, held and captured together; released counts no more", async () => {
    for (let i = 0; i < 5; i += 1) expect(codeOf(await stand.cast(ana))).to.equal("ok");
    const over = await stand.cast(ana, { power: "repair" });
    expect(over.ok || over.refusal).to.deep.equal({
      code: "power_limit_reached",
      detail: { maximum: "300" },
    });
    expect(codeOf(await stand.cast(bruno))).to.equal("ok");
    // One boost works, the others find it at work.
    stand.pass(10);
    await stand.desk.idle();
    expect((await castsOf(ana)).map(({ status }) => status)).to.deep.equal([
      "captured",
      ...Array.from({ length: 4 }, () => "released"),
    ]);
    for (let i = 0; i < 4; i += 1) expect(codeOf(await stand.cast(ana))).to.equal("ok");
    expect(codeOf(await stand.cast(ana))).to.equal("power_limit_reached");
  });

  it("never spends past the limit, however many come at once", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => stand.cast(ana)));
    const codes = answers.map(codeOf);
    expect(codes.filter((code) => code === "ok")).to.have.length(5);
    expect(codes.filter((code) => code === "power_limit_reached")).to.have.length(35);
    expect((await castsOf(ana)).reduce((sum, { cost }) => sum + cost, 0n)).to.equal(300n);
  });

  it("is made at most 20 times a race by one player, whatever becomes of it", async () => {
    const codes: string[] = [];
    for (let round = 0; round < 21; round += 1) {
      // A repair of a runner that has nothing to repair is released, and costs nothing.
      codes.push(codeOf(await stand.cast(ana, { power: "repair", target: 1 + (round % 6) })));
      stand.pass(8);
      await stand.desk.idle();
    }
    expect((await castsOf(ana)).filter(({ status }) => status === "captured").length).below(10);
    expect(codes).to.deep.equal([...Array.from({ length: 20 }, () => "ok"), "power_limit_reached"]);
    expect(codeOf(await stand.cast(ana, { target: 24 }))).to.equal("runner_unknown");
    expect(codeOf(await stand.cast(bruno, { power: "repair" }))).to.equal("ok");
  });

  it("is refused when the chips do not suffice, with what there is", async () => {
    const [poor] = (await makePlayers(dataSource, [59n])) as [string];
    const answer = await stand.cast(poor);
    expect(answer.ok || answer.refusal).to.deep.equal({
      code: "insufficient_funds",
      detail: { available: "59" },
    });
    expect(codeOf(await stand.cast(poor, { power: "shield" }))).to.equal("ok");
  });

  it("never overdraws, however many come at once", async () => {
    const [poor] = (await makePlayers(dataSource, [130n])) as [string];
    const rich = await openPowerStand(dataSource, { terms: { powers: powerTerms(5_000n) } });
    rich.pass(1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => rich.cast(poor)));
    expect(answers.filter(({ ok }) => ok)).to.have.length(2);
  });

  it("looks at the race first, then powers, power, runner, limit and funds", async () => {
    const [broke] = (await makePlayers(dataSource, [1n])) as [string];
    const faults: Partial<CastIntent>[] = [
      { raceId: 999_999 },
      { power: "none" },
      { target: 24 },
      {},
    ];
    const codes: string[] = [];
    for (let first = 0; first < faults.length; first += 1) {
      codes.push(codeOf(await stand.cast(broke, Object.assign({}, ...faults.slice(first)))));
    }
    expect(codes).to.deep.equal([
      "race_unknown",
      "power_unknown",
      "runner_unknown",
      "insufficient_funds",
    ]);
  });

  it("is one cast with one answer for a thousand taps with one key", async () => {
    const taps = Array.from({ length: 1_000 }, () => insist(() => stand.cast(ana, { key: "tap" })));
    const texts = new Set((await Promise.all(taps)).map((answer) => answer.ok && answer.text));
    expect(texts.size).to.equal(1);
    expect(await castsOf(ana)).to.have.length(1);
    expect(stand.news).to.have.length(1);
    expect(stand.run.result().casts).to.have.length(1);
  }).timeout(60_000);

  it("answers a repeat as at first when the power has long worked, and refuses a key spent on another", async () => {
    const first = await stand.cast(ana, { key: "once" });
    stand.pass(30);
    await stand.desk.idle();
    const again = await stand.cast(ana, { key: "once" });
    expect(again.isReplayed).to.equal(true);
    expect(again.ok && again.text).to.equal(first.ok && first.text);
    expect(codeOf(await stand.cast(ana, { key: "once", target: 2 }))).to.equal(
      "idempotency_key_reused",
    );
    expect(stand.news).to.have.length(1);
  });
});

/** Sends again what may be sent again, as a phone does: a slow machine runs out of connections. */
async function insist(send: () => Promise<CastAnswer>): Promise<CastAnswer> {
  for (;;) {
    const answer = await send();
    if (answer.ok || !["idempotency_in_progress", "overloaded"].includes(answer.refusal.code)) {
      return answer;
    }
  }
}
