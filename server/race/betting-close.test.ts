import { expect } from "chai";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { untilSomeoneWaits } from "#server/testing/until-someone-waits.ts";
import { placeBet } from "./place-bet.ts";

describe("the close of betting", () => {
  let night: RaceNight;
  let ana: Phone;

  beforeEach(async () => {
    night = await startRaceNight();
    ana = await night.phone("Ana");
    await night.openBetting();
  });
  afterEach(() => night.end());

  /** Holds the database up by `statement` while `act` runs. */
  async function whileHeld<T>(statement: string, act: () => Promise<T>): Promise<T> {
    const runner = night.test.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(statement);
    try {
      return await act();
    } finally {
      await runner.commitTransaction();
      await runner.release();
    }
  }

  /** Long enough for a lock that does not wait to be done. */
  async function letTheLockTry(): Promise<void> {
    for (let i = 0; i < 40; i += 1) await night.test.dataSource.query("SELECT 1");
  }

  const holds: [where: string, waiting: string, statement: string][] = [
    ["its wallet", "place_bets", "SELECT * FROM wallets FOR UPDATE"],
    ["the look-up of its key", "idempotency_keys", "LOCK TABLE idempotency_keys"],
  ];
  for (const [where, waiting, statement] of holds) {
    it(`waits for a bet that arrived in time and was held up by ${where}`, async () => {
      let bet: ReturnType<Phone["bet"]> | undefined;
      await whileHeld(statement, async () => {
        bet = ana.bet({ stake: "250" });
        await untilSomeoneWaits(night.test.dataSource, waiting);
        night.clock.advance(60_000);
        await letTheLockTry();
      });
      expect((await bet)?.ok).to.equal(true);
      const state = await night.runUntil(({ phase }) => phase === "racing");
      expect([state.betCount, state.winPool]).to.deep.equal([1, "250"]);
    });
  }

  it("counts a bet that arrived at the very end, and none that came after it", async () => {
    const { raceId, phaseEndsAt } = night.host.state;
    const intent = {
      playerId: ana.session.player.id,
      roomKey: night.test.lobby.roomId,
      raceId,
      market: "win",
      selection: [1],
      stake: 100n,
    };
    const at = (arrivedAtMs: number) =>
      placeBet(night.test.dataSource, { ...intent, key: `at ${arrivedAtMs}`, arrivedAtMs });
    expect((await at(phaseEndsAt)).ok).to.equal(true);
    const late = await at(phaseEndsAt + 1);
    expect(late.ok || late.refusal.code).to.equal("betting_closed");
  });

  it("lets no bet in behind the lock, however many come", async () => {
    const phones = [ana, await night.phone("Bruno"), await night.phone("Carla")];
    const answers = Promise.all(
      Array.from({ length: 60 }, (_, i) => (phones[i % 3] as Phone).betByHttp({ stake: "10" })),
    );
    await night.host.direct("lockBetting");
    night.tick();
    const state = await night.host.until(({ phase }) => phase === "racing");
    const codes = (await answers).map(({ status, body }) => (status === 201 ? "taken" : body.code));
    const taken = codes.filter((code) => code === "taken").length;
    expect(codes.filter((code) => code === "betting_closed")).to.have.length(60 - taken);
    expect(state.betCount).to.equal(taken);
    expect(state.winPool).to.equal(String(taken * 10));
  });
});
