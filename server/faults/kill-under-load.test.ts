import { expect } from "chai";
import { forkRandom } from "#common/framework/random.ts";
import { makeBetWitness } from "#server/testing/bet-witness.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { type FaultNight, startFaultNight, type Victim } from "#server/testing/fault-night.ts";
import { reportFault } from "#server/testing/fault-report.ts";
import { atScale } from "#server/testing/fault-scale.ts";
import { killLeftovers } from "#server/testing/server-process.ts";
import { watchSnapshots } from "#server/testing/watch-snapshots.ts";

const ROUNDS = atScale(1, 5);
const PHONES = 50;
const BETS_EACH = atScale(6, 20);
const BETS = PHONES * BETS_EACH;

/** T1: every phone has sent all its bets when the kill comes, at a moment the answers decide. */
describe(`kill -9 under ${BETS} bets at once`, function () {
  this.timeout(atScale(60_000, 900_000));
  const random = forkRandom(new Uint8Array(32).fill(11), "kills");
  let night: FaultNight;

  before(async () => {
    night = await startFaultNight({
      BETTING_SECONDS: "1800",
      JOIN_GRANT: "1000000",
      STAKE_MAX_PER_RACE: "1000000",
    });
    await night.join(PHONES);
    await night.host.direct("openBetting");
    await night.host.until(({ phase }) => phase === "betting");
  });
  after(async () => {
    await night.end();
    await killLeftovers();
  });

  const victims = atScale<Victim[]>(["postmaster", "both"], ["app", "postmaster", "both"]);
  for (const victim of victims) {
    it(`of ${victim === "both" ? "app and postmaster" : `the ${victim}`} loses no answered bet and doubles none`, async () => {
      const { raceId } = night.host.state;
      const witness = makeBetWitness();
      const earlier = await storedIds(raceId);
      const watch = watchSnapshots(() => night.databaseUrl());
      for (let round = 0; round < ROUNDS; round += 1) await killOnce(witness, victim, raceId);
      await Promise.all(witness.bets.map((bet) => witness.insist(night.door, bet)));
      const { snapshots, differences } = await watch.stop();
      expect(differences).to.deep.equal([]);
      expect(snapshots).to.be.above(0);
      await expectCleanBooks(night.database);
      const found = await witness.judge(night.database, earlier);
      expect(found.acknowledged).to.equal(ROUNDS * BETS);
      reportFault({ fault: `kill -9 ${victim}, ${BETS} bets at once`, injected: ROUNDS, ...found });
    });
  }

  async function killOnce(
    witness: ReturnType<typeof makeBetWitness>,
    victim: Victim,
    raceId: number,
  ): Promise<void> {
    const bets = Array.from({ length: BETS }, (_, i) =>
      witness.intend(i % PHONES, {
        raceId,
        market: i % 3 === 0 ? "place" : "win",
        selection: [1 + (i % 8)],
        stake: "10",
      }),
    );
    const killAt = 1 + random.below(BETS / 2);
    let answered = 0;
    let killed: Promise<void> | undefined;
    await Promise.all(
      bets.map(async (bet) => {
        if ((await witness.send(night.door, bet)) === undefined) return;
        answered += 1;
        if (answered === killAt) killed = night.kill(victim);
      }),
    );
    await killed;
    if (victim !== "postmaster") await night.start();
    const unanswered = bets.filter(({ answers }) => answers.length === 0);
    await Promise.all(unanswered.map((bet) => witness.insist(night.door, bet)));
  }

  async function storedIds(raceId: number): Promise<string[]> {
    const rows: { id: string }[] = await night.database.query(
      "SELECT id FROM bets WHERE race_id = $1",
      [raceId],
    );
    return rows.map(({ id }) => id);
  }
});
