import { expect } from "chai";
import { type RaceRecordV2, recordHash } from "#common/race/record.ts";
import type { SettleRecorded } from "#common/race/verify-payouts.ts";
import { verifyRecord } from "#common/race/verify-record.ts";
import type { MarketName } from "#common/tote/market.ts";
import { type MarketRules, toteRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";
import { settleMarket } from "#common/tote/settle-market.ts";
import { type RaceNight, startRaceNight } from "#server/testing/race-night.ts";

const settle: SettleRecorded = ({ market, marketRules, bets, ...result }) => {
  const settled = settleMarket({
    ...result,
    market: markets[market as MarketName],
    bets: bets.map(({ serial, ...bet }) => ({ id: String(serial), ...bet })),
    rules: toteRules(marketRules as MarketRules),
  });
  const payouts = settled.payouts.map(({ id, ...end }) => ({ serial: Number(id), ...end }));
  return { ...settled, payouts };
};

describe("the record of a race", () => {
  let night: RaceNight;

  beforeEach(async () => {
    night = await startRaceNight({
      environment: { TAKEOUT_BPS: "1000", BREAK_UNIT: "10" },
    });
  });
  afterEach(() => night.end());

  async function readRecord(raceId: number): Promise<RaceRecordV2> {
    const { body } = await night.test.call("GET", `/races/${raceId}/record`);
    return body as unknown as RaceRecordV2;
  }

  /** Runs a race with bets on every runner, in both markets, and a cancelled one. */
  async function runRace(): Promise<RaceRecordV2> {
    await night.openBetting();
    const { raceId } = night.host.state;
    const phones = [await night.phone("Ana"), await night.phone("Bruno")] as const;
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const phone = phones[number % 2] as (typeof phones)[0];
      await phone.betByHttp({ raceId, selection: [number], stake: String(20 + number) });
      const place = { raceId, selection: [number], stake: "31", market: "place" };
      await phone.betByHttp(place);
    }
    const taken = await phones[0].betByHttp({ raceId });
    const { id } = (taken.body as { bet: { id: string } }).bet;
    await phones[0].seat.request("cancelBet", { betId: id });
    await night.host.direct("lockBetting");
    await night.runUntil(({ isOfficial }) => isOfficial);
    return readRecord(raceId);
  }

  const faults = (record: unknown) =>
    verifyRecord(record, { settle })
      .filter(({ ok }) => !ok)
      .map(({ step, detail }) => `${step}: ${detail}`);

  it("verifies from itself alone, with every bet, pool and payout", async () => {
    const record = await runRace();
    expect(faults(record)).to.deep.equal([]);
    expect(verifyRecord(record, { settle }).at(-1)?.step).to.equal("record");
    expect(record.bets).to.have.length(17);
    expect(record.commit).to.equal(night.host.state.commitment);
    const names = JSON.stringify(record);
    expect(names).to.not.match(/Ana|Bruno/);
  });

  it("fails its verification when anything in it was changed", async () => {
    const record = await runRace();
    const winner = record.bets.findIndex(({ status }) => status === "won");
    const other = record.bets[winner] as RaceRecordV2["bets"][number];
    const tampered: [string, RaceRecordV2][] = [
      ["commitment", { ...record, serverSeed: "0".repeat(64) }],
      ["race", { ...record, order: [...record.order].reverse() }],
      ["terms", { ...record, marketRules: { ...record.marketRules, takeoutBps: 0 } }],
      ["bets", { ...record, bets: record.bets.toSpliced(winner, 1) }],
      [
        "pools",
        { ...record, bets: record.bets.with(winner, { ...other, payout: `${other.payout}0` }) },
      ],
      ["payouts", swapTwoPayouts(record)],
    ];
    for (const [step, changed] of tampered)
      expect(faults(changed)[0]).to.match(new RegExp(`^${step}:`));
  });

  /** Two winners of one pool: what one got more than the other changes hands. */
  function swapTwoPayouts(record: RaceRecordV2): RaceRecordV2 {
    const won = record.bets.filter(({ status, market }) => status === "won" && market === "place");
    const [first, second] = won as [RaceRecordV2["bets"][number], RaceRecordV2["bets"][number]];
    const moved = (by: bigint, bet: RaceRecordV2["bets"][number]) => ({
      ...bet,
      payout: (BigInt(bet.payout) + by).toString(),
    });
    const bets = record.bets.map((bet) =>
      bet === first ? moved(1n, bet) : bet === second ? moved(-1n, bet) : bet,
    );
    return { ...record, bets };
  }

  /** A race with every market, a scratch that takes bets out, a cancelled bet and powers. */
  async function runFully(): Promise<number> {
    await night.openBetting();
    const { raceId } = night.host.state;
    const phones = [await night.phone("Ana"), await night.phone("Bruno")] as const;
    const selections = { win: 1, place: 1, show: 1, exacta: 2, quinella: 2, trifecta: 3 };
    for (const [market, size] of Object.entries(selections)) {
      for (const number of [1, 2, 3, 4, 5, 6]) {
        const selection = [number, number + 1, number + 2].slice(0, size);
        const phone = phones[number % 2] as (typeof phones)[0];
        const placed = await phone.betByHttp({ raceId, market, selection, stake: "12" });
        expect(placed.status, market).to.equal(201);
      }
    }
    const taken = await phones[0].betByHttp({ raceId, stake: "50" });
    const { id } = (taken.body as { bet: { id: string } }).bet;
    await phones[0].seat.request("cancelBet", { betId: id });
    const scratch = { raceId, expectedPhase: "betting" as const, number: 5 };
    expect(await night.host.request("scratchRunner", scratch)).to.deep.equal({
      ok: true,
      value: {},
    });
    await phones[1].betByHttp({ raceId, selection: [6], stake: "33" });
    await night.host.direct("lockBetting");
    await night.runUntil(({ phase, tick }) => phase === "racing" && tick > 0);
    for (const [index, power] of ["boost", "slow", "repair"].entries()) {
      const order = { raceId, power, target: 1 + index };
      const cast = await phones[index % 2 === 0 ? 0 : 1].seat.request("castPower", {
        key: `cast-${index}`,
        ...order,
      });
      expect(cast.ok, power).to.equal(true);
    }
    return raceId;
  }

  it("verifies with every market, a scratched runner and powers", async () => {
    const raceId = await runFully();
    await night.runUntil(({ isOfficial }) => isOfficial);
    const record = await readRecord(raceId);
    expect(faults(record)).to.deep.equal([]);
    expect(record).to.deep.include({ scratched: [5], voidsAfterLock: 0 });
    expect(record.pools).to.have.length(6);
    expect(record.inputs).to.have.length(3);
    expect(record.order.flat()).to.have.length(record.card.runners.length - 1);
  });

  it("verifies when it was void in mid-race, with all that had happened by then", async () => {
    const raceId = await runFully();
    await night.runUntil(({ tick }) => tick > 100);
    await night.host.callOff("fog");
    await night.runUntil(({ phase }) => phase === "void");
    const record = await readRecord(raceId);
    expect(faults(record)).to.deep.equal([]);
    expect(record).to.include({ status: "void", voidsAfterLock: 1 });
    expect(record.inputs.map(({ status }) => status)).to.include("refunded");
  });

  it("verifies when it was void before its lock, bets, scratch and all", async () => {
    await night.openBetting();
    const { raceId } = night.host.state;
    const phone = await night.phone("Ana");
    for (const number of [1, 2, 5]) {
      await phone.betByHttp({ raceId, selection: [number], stake: "40" });
    }
    const scratch = { raceId, expectedPhase: "betting" as const, number: 5 };
    await night.host.request("scratchRunner", scratch);
    await night.host.callOff("fog");
    await night.runUntil(({ phase }) => phase === "void");
    const record = await readRecord(raceId);
    expect(faults(record)).to.deep.equal([]);
    expect(record.bets).to.have.length(3);
    expect(record).to.deep.include({ lock: null, raceSeed: null, order: [], voidsAfterLock: 0 });
  });

  it("carries the hash of the race before, through official and void ones", async () => {
    const first = await runRace();
    await night.host.direct("nextRace");
    night.tick();
    await night.host.until(({ raceNumber }) => raceNumber === 2);
    const { raceId } = night.host.state;
    await night.host.callOff("fog");
    await night.runUntil(({ phase }) => phase === "void");
    const second = await readRecord(raceId);
    await night.host.direct("nextRace");
    night.tick();
    await night.host.until(({ raceNumber }) => raceNumber === 3);
    const third = await runRace();
    expect(first.previousRecordHash).to.equal(null);
    expect(second.previousRecordHash).to.equal(recordHash(first));
    expect(third.previousRecordHash).to.equal(second.hash);
    expect([second, third].flatMap(faults)).to.deep.equal([]);
  });

  it("can never be rewritten, nor can the result", async () => {
    await runRace();
    for (const sql of [
      "UPDATE race_records SET hash = ''",
      "DELETE FROM race_records",
      "TRUNCATE race_results",
      "UPDATE race_results SET ticks = 1",
    ]) {
      const outcome = await night.test.dataSource.query(sql).catch(String);
      expect(outcome, sql).to.match(/never rewritten/);
    }
  });
});
