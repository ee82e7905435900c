import { expect } from "chai";
import { type FakeClock, makeFakeClock } from "#server/testing/fake-clock.ts";
import { startTestApp, type TestApp } from "#server/testing/test-app.ts";

describe("race room", () => {
  let test: TestApp;
  let clock: FakeClock;

  beforeEach(async () => {
    clock = makeFakeClock();
    test = await startTestApp({ clock });
  });
  afterEach(() => test.close());

  /** Time goes on in ticks, with room for the transactions between them. */
  function runClock(): () => void {
    const timer = setInterval(() => clock.advance(1_000), 5);
    return () => clearInterval(timer);
  }

  it("takes a lobby from the first bet to the payout", async () => {
    const player = await test.join("Ana");
    const rival = await test.join("Bruno");
    const host = await test.seat(await test.hostToken());
    const phone = await test.seat(player.token);
    const other = await test.seat(rival.token);
    const stop = runClock();
    expect(await host.direct("openBetting")).to.deep.equal({ ok: true, value: {} });
    await phone.until((state) => state.phase === "betting");
    const { raceId } = phone.state;
    for (const number of [1, 2, 3, 4]) {
      const bet = { raceId, market: "win", selection: [number], stake: "100" };
      expect((await phone.request("placeBet", { ...bet, key: `a${number}` })).ok).to.equal(true);
    }
    for (const number of [5, 6, 7, 8]) {
      const bet = { raceId, market: "win", selection: [number], stake: "100" };
      expect((await other.request("placeBet", { ...bet, key: `b${number}` })).ok).to.equal(true);
    }
    await host.until((state) => state.winPool === "800");
    expect(await host.direct("lockBetting")).to.deep.equal({ ok: true, value: {} });
    const official = await phone.until((state) => state.isOfficial);
    stop();
    const winner = [...official.runners.values()].find((runner) => runner.placing === 1);
    expect(winner?.winDividend).to.equal("8.0000");
    const mine = await test.call("GET", "/wallet/me", { token: player.token });
    const his = await test.call("GET", "/wallet/me", { token: rival.token });
    const totals = [mine, his].map(({ body }) => (body.wallets as { total: string }[])[0]?.total);
    expect(new Set(totals)).to.deep.equal(new Set(["1400", "600"]));
  });
});
