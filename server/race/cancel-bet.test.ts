import { expect } from "chai";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";

describe("cancelling a bet", () => {
  let night: RaceNight;
  let ana: Phone;

  beforeEach(async () => {
    night = await startRaceNight();
    ana = await night.phone("Ana");
    await night.openBetting();
  });
  afterEach(() => night.end());

  async function placed(stake: string): Promise<string> {
    const answer = await ana.bet({ stake });
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.value.bet.id;
  }
  const cancel = (betId: string, by = ana) =>
    night.test.call("DELETE", `/bets/${betId}`, { token: by.session.token });

  it("costs 5 %, rounded up, and takes the stake out of the pool", async () => {
    const fees: [stake: string, fee: string][] = [
      ["100", "5"],
      ["10", "1"],
      ["61", "4"],
    ];
    for (const [stake, fee] of fees) {
      const { status, body } = await cancel(await placed(stake));
      expect(status).to.equal(200);
      expect(body.bet).to.deep.include({ status: "cancelled", fee });
    }
    const { total, locked } = await ana.wallet();
    expect({ total, locked }).to.deep.equal({ total: "990", locked: "0" });
    night.tick();
    await night.host.until(({ winPool, betCount }) => winPool === "0" && betCount === 0);
  });

  it("gives the same answer at both doors, and takes the fee once", async () => {
    const betId = await placed("100");
    const first = await cancel(betId);
    const again = await cancel(betId);
    const inRoom = await ana.seat.request("cancelBet", { betId });
    expect(again.text).to.equal(first.text);
    expect(inRoom).to.deep.equal({ ok: true, value: first.body });
    expect((await ana.wallet()).total).to.equal("995");
  });

  it("is unknown for another's bet, and for one that is not there", async () => {
    const betId = await placed("100");
    const bruno = await night.phone("Bruno");
    expect((await cancel(betId, bruno)).body.code).to.equal("bet_unknown");
    expect((await cancel("999999999999999999")).body.code).to.equal("bet_unknown");
    expect((await ana.wallet()).locked).to.equal("100");
  });

  it("is closed in the last 10 s of betting, and after it", async () => {
    const [first, second, third] = [await placed("100"), await placed("100"), await placed("100")];
    night.clock.advance(50_000 - 50);
    expect((await cancel(first)).status).to.equal(200);
    night.clock.advance(1);
    expect((await cancel(second)).body.code).to.equal("cancel_closed");
    await night.runUntil(({ phase }) => phase === "racing");
    expect((await cancel(third)).body.code).to.equal("betting_closed");
  });

  it("stays closed while the last seconds are paused", async () => {
    const [early, late] = [await placed("100"), await placed("100")];
    await night.host.direct("pause");
    night.tick();
    await night.host.until(({ isPaused }) => isPaused);
    night.clock.advance(600_000);
    expect((await cancel(early)).status).to.equal(200);
    await night.host.direct("resume");
    night.clock.advance(52_000);
    await night.host.until(({ isPaused }) => !isPaused);
    await night.host.direct("pause");
    expect((await cancel(late)).body.code).to.equal("cancel_closed");
  });

  it("is refused on a bet that the race has ended", async () => {
    const betId = await placed("100");
    await night.host.direct("lockBetting");
    await night.runUntil(({ isOfficial }) => isOfficial);
    expect((await cancel(betId)).body.code).to.equal("bet_not_open");
  });
});
