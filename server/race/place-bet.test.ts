import { expect } from "chai";
import {
  type Phone,
  type RaceNight,
  startRaceNight,
  type TestBet,
} from "#server/testing/race-night.ts";

describe("placing a bet", () => {
  let night: RaceNight;
  let ana: Phone;

  beforeEach(async () => {
    night = await startRaceNight({
      environment: { STAKE_MIN: "10", STAKE_MAX: "500", STAKE_MAX_PER_RACE: "800" },
    });
    ana = await night.phone("Ana");
    await night.openBetting();
  });
  afterEach(() => night.end());

  const refusals: [what: string, bet: TestBet, code: string, status: number][] = [
    ["a race that is not there", { raceId: 999 }, "race_unknown", 404],
    ["a market that is not offered", { market: "superfecta" }, "market_unknown", 422],
    ["a market that has no hash", { market: "\ud800" }, "invalid_input", 400],
    ["a market of an object's own", { market: "constructor" }, "market_unknown", 422],
    ["a runner that is not in the field", { selection: [9] }, "runner_unknown", 422],
    ["two runners to win", { selection: [1, 2] }, "invalid_input", 400],
    ["nothing", { stake: "0" }, "stake_below_minimum", 422],
    ["less than the minimum", { stake: "9" }, "stake_below_minimum", 422],
    ["more than the maximum", { stake: "501" }, "stake_above_maximum", 422],
    ["more than anybody has", { stake: "999999999999999999" }, "stake_above_maximum", 422],
  ];
  for (const [what, bet, code, status] of refusals) {
    it(`is refused ${code} on ${what}, at both doors alike`, async () => {
      const answer = await ana.betByHttp(bet);
      expect([answer.status, answer.body.code]).to.deep.equal([status, code]);
      const inRoom = await ana.bet(bet);
      expect(inRoom.ok ? inRoom : inRoom.refusal.code).to.equal(code);
      expect((await ana.wallet()).locked).to.equal("0");
    });
  }

  it("looks at the race first, then market, runner, stake, limit and funds", async () => {
    const faults: TestBet[] = [
      { raceId: 999 },
      { market: "superfecta" },
      { selection: [24] },
      { stake: "5" },
    ];
    const codes: unknown[] = [];
    for (let first = 0; first < faults.length; first += 1) {
      const bet: TestBet = Object.assign({}, ...faults.slice(first));
      codes.push((await ana.betByHttp(bet)).body.code);
    }
    expect(codes).to.deep.equal([
      "race_unknown",
      "market_unknown",
      "runner_unknown",
      "stake_below_minimum",
    ]);
  });

  it("takes the minimum and the maximum themselves", async () => {
    expect((await ana.betByHttp({ stake: "10" })).status).to.equal(201);
    expect((await ana.betByHttp({ stake: "500" })).status).to.equal(201);
  });

  it("lets a player stake a race's limit over all markets, and a cancelled bet counts no more", async () => {
    const first = await ana.betByHttp({ stake: "500" });
    expect((await ana.betByHttp({ stake: "300", market: "place" })).status).to.equal(201);
    const over = await ana.betByHttp({ stake: "10" });
    expect(over.body).to.deep.include({ code: "race_limit_reached", detail: { maximum: "800" } });
    const { id } = (first.body as { bet: { id: string } }).bet;
    await ana.seat.request("cancelBet", { betId: id });
    expect((await ana.betByHttp({ stake: "450" })).status).to.equal(201);
  });

  it("is refused when the chips do not suffice, with what there is", async () => {
    const poor = await night.phone("Bruno");
    await night.test.dataSource.query("UPDATE races SET market_rules = market_rules || $1", [
      { stakeMax: "5000", stakeMaxPerRace: "5000" },
    ]);
    expect((await poor.betByHttp({ stake: "990" })).status).to.equal(201);
    const answer = await poor.betByHttp({ stake: "11" });
    expect([answer.status, answer.body.code]).to.deep.equal([402, "insufficient_funds"]);
    expect(answer.body.detail).to.deep.equal({ available: "10" });
    expect((await poor.betByHttp({ stake: "10" })).status).to.equal(201);
    const { total, locked, available } = await poor.wallet();
    expect({ total, locked, available }).to.deep.equal({
      total: "1000",
      locked: "1000",
      available: "0",
    });
  });

  it("is one bet with one answer under one key, through whichever door it comes", async () => {
    const bet: TestBet = { key: "once", stake: "70", selection: [3] };
    const [first, second, third] = [
      await ana.bet(bet),
      await ana.betByHttp(bet),
      await ana.bet(bet),
    ];
    expect(first.ok && first.value).to.deep.equal(second.body);
    expect(third).to.deep.equal(first);
    expect(second.headers.get("idempotency-replayed")).to.equal("true");
    expect((await ana.wallet()).locked).to.equal("70");
    const fresh = await ana.betByHttp({ key: "fresh" });
    expect([fresh.status, fresh.headers.get("idempotency-replayed")]).to.deep.equal([201, null]);
  });

  it("is one bet when twenty tries of one key come at once", async () => {
    const tries = Array.from({ length: 20 }, (_, i) =>
      i % 2 === 0 ? ana.betByHttp({ key: "storm" }) : ana.bet({ key: "storm" }),
    );
    await Promise.all(tries);
    expect((await ana.wallet()).locked).to.equal("100");
  });

  it("refuses a key that was spent on another bet, and keeps a refusal as final as a bet", async () => {
    await ana.bet({ key: "spent" });
    const other = await ana.betByHttp({ key: "spent", stake: "20" });
    expect([other.status, other.body.code]).to.deep.equal([422, "idempotency_key_reused"]);
    await ana.betByHttp({ key: "early", selection: [20] });
    const again = await ana.betByHttp({ key: "early", selection: [20] });
    expect(again.body.code).to.equal("runner_unknown");
    expect(again.headers.get("idempotency-replayed")).to.equal("true");
  });

  it("is refused in every phase but betting", async () => {
    for (const status of ["lobby", "racing", "settling"]) {
      await night.test.dataSource.query("UPDATE races SET status = $1", [status]);
      expect((await ana.betByHttp()).body.code, status).to.equal("betting_closed");
    }
    await night.test.dataSource.query("UPDATE races SET status = 'betting'");
    expect((await ana.betByHttp()).status).to.equal(201);
  });

  it("moves the pools and odds that everyone sees", async () => {
    const bruno = await night.phone("Bruno");
    await ana.bet({ selection: [1], stake: "300" });
    await bruno.bet({ selection: [2], stake: "100" });
    await bruno.bet({ selection: [2], stake: "60", market: "place" });
    night.tick();
    const state = await night.host.until(({ betCount }) => betCount === 3);
    expect([state.winPool, state.placePool, state.favourite]).to.deep.equal(["400", "60", 1]);
    expect(state.runners.get("1")?.winOdds).to.equal(133);
    expect(state.runners.get("2")?.winOdds).to.equal(400);
  });

  it("is shown with those that come in the same quarter of a second, the last of them too", async () => {
    const shown: number[] = [];
    night.host.room.onStateChange(({ betCount }) => {
      if (betCount !== shown.at(-1)) shown.push(betCount);
    });
    for (let bet = 1; bet <= 10; bet += 1) {
      await ana.bet({ stake: "10" });
      night.tick();
      await night.host.request("getSnapshot", {});
    }
    for (let tick = 0; tick < 5; tick += 1) night.tick();
    await night.host.until(({ betCount }) => betCount === 10);
    // Ten bets in half a second: at its start, after a quarter, at its end, and once more.
    expect(shown.filter((betCount) => betCount > 0).length).to.be.within(2, 4);
  });
});
