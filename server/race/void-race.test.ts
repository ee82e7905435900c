import { expect } from "chai";
import type { RaceState } from "#common/race/race-state.ts";
import { cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { createTestDatabase } from "#server/testing/test-database.ts";

describe("a void race", () => {
  let night: RaceNight;
  let phones: Phone[];

  async function begin(options: Parameters<typeof startRaceNight>[0] = {}) {
    night = await startRaceNight(options);
    phones = [await night.phone("Ana"), await night.phone("Bruno")];
  }
  afterEach(() => night.end());

  /** Three bets and a cancelled one, whose fee is 5. */
  async function bet() {
    const [ana, bruno] = phones as [Phone, Phone];
    await ana.bet({ stake: "100" });
    await bruno.bet({ stake: "200", selection: [2] });
    await bruno.bet({ stake: "60", selection: [3], market: "place" });
    const taken = await ana.bet({ stake: "100", selection: [4] });
    if (taken.ok) await ana.seat.request("cancelBet", { betId: taken.value.bet.id });
  }

  async function expectAllBack() {
    for (const phone of phones) {
      const { total, locked } = await phone.wallet();
      expect({ total, locked }).to.deep.equal({ total: "1000", locked: "0" });
    }
    const { body } = await night.test.call("GET", `/races/${night.host.state.raceId}/record`);
    expect(body).to.deep.include({ status: "void", voidReason: "A dog on the track" });
    expect(night.host.state.serverSeed).to.equal(body.serverSeed);
  }

  const phases: [name: string, fits: (state: RaceState) => boolean][] = [
    ["betting", (state) => state.betCount === 3],
    ["the gates", (state) => state.phase === "racing" && state.tick < 0],
    ["the race", (state) => state.phase === "racing" && state.tick > 100],
  ];
  for (const [name, fits] of phases) {
    it(`gives everything back in ${name}, fees included`, async () => {
      await begin();
      await night.openBetting();
      await bet();
      if (name !== "betting") await night.host.direct("lockBetting");
      const timer = setInterval(() => night.clock.advance(250), 3);
      await night.host.until(fits);
      clearInterval(timer);
      expect(await night.host.callOff("A dog on the track")).to.deep.equal({ ok: true, value: {} });
      night.tick();
      await night.host.until(({ phase }) => phase === "void");
      await expectAllBack();
    });
  }

  it("gives everything back between the finish and the settlement", async () => {
    await begin();
    await night.openBetting();
    await bet();
    await night.host.direct("lockBetting");
    const { dataSource } = night.test;
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query("SELECT * FROM wallets FOR UPDATE");
    await night.runUntil(({ phase }) => phase === "settling");
    const called = night.host.callOff("A dog on the track");
    await runner.rollbackTransaction();
    await runner.release();
    const answer = await called;
    if (answer.ok) {
      night.tick();
      await night.host.until(({ phase }) => phase === "void");
      return expectAllBack();
    }
    // The settlement that had begun came to its end first: then the word means nothing any more.
    expect(answer.refusal.code).to.equal("phase_changed");
    night.tick();
    await night.host.until(({ isOfficial }) => isOfficial);
  });

  it("can be called off in the lobby, before anyone could bet", async () => {
    await begin();
    await night.host.callOff("A dog on the track");
    night.tick();
    await night.host.until(({ phase }) => phase === "void");
    await expectAllBack();
  });

  it("can't be made of an official race", async () => {
    await begin();
    await night.openBetting();
    await night.host.direct("lockBetting");
    await night.runUntil(({ isOfficial }) => isOfficial);
    const answer = await night.host.callOff("A dog on the track");
    expect(answer.ok || answer.refusal.code).to.equal("phase_changed");
  });

  it("is void to everyone also when the answer to its commit got lost", async () => {
    const database = await createTestDatabase();
    const cut = await cutAtCommit(database.url);
    await begin({
      environment: { LOG_LEVEL: "silent" },
      database: {
        ...database,
        dataSource: cut.dataSource,
        drop: async () => {
          await cut.close();
          await database.drop();
        },
      },
    });
    await night.openBetting();
    await bet();
    cut.loseAnswers(1);
    const answer = await night.host.callOff("A dog on the track");
    expect(answer.ok).to.equal(false);
    await night.runUntil(({ phase }) => phase === "void");
    await expectAllBack();
  });

  it("has a reason that a table and a hash can keep", async () => {
    await begin();
    const { raceId } = night.host.state;
    for (const reason of ["A dog\u0000on the track", "A dog\non the track", " "]) {
      const tap = { raceId, expectedPhase: "lobby" as const, reason };
      const answer = await night.host.request("voidRace", tap);
      expect(answer.ok ? "void" : answer.refusal.code).to.equal("invalid_input");
    }
  });
});
