import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { cancelsRoot } from "#common/race/cancels-root.ts";
import { hashSecret } from "#common/race/entropy.ts";
import type { RaceRecordV2 } from "#common/race/record.ts";
import { verifyRecord } from "#common/race/verify-record.ts";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { openEntropyBook } from "./entropy-book.ts";
import { lockRace } from "./lock-race.ts";
import { RaceEntity } from "./race-entities.ts";
import { raceSeedOf, storeRaceSeed } from "./race-seed.ts";

/** A phone that has drawn its bytes; nothing is sent by itself. */
interface EntropyPhone extends Phone {
  secret: string;
  commit(hash?: string): Promise<string>;
  reveal(secret?: string): Promise<string>;
  /** Answers every call of the phones from now on. */
  answerCalls(): void;
}

describe("the fairness of a race", () => {
  let night: RaceNight;

  beforeEach(async () => {
    night = await startRaceNight({ environment: { ENTROPY_CALL_MS: "10000" } });
  });
  afterEach(() => night.end());

  async function entropyPhone(name: string): Promise<EntropyPhone> {
    const phone = await night.phone(name);
    const { seat } = phone;
    const secret = randomBytes(32).toString("hex");
    const word = (answer: { ok: boolean; refusal?: { code: string } }) =>
      answer.refusal?.code ?? "taken";
    const commit = async (hash = hashSecret(secret)) => {
      const { raceId } = night.host.state;
      return word(await seat.request("commitEntropy", { raceId, hash }));
    };
    return Object.assign(phone, {
      secret,
      commit,
      async reveal(told = secret) {
        const { raceId } = night.host.state;
        return word(await seat.request("revealEntropy", { raceId, secret: told }));
      },
      answerCalls: () => seat.room.onMessage("entropyCalled", () => void commit()),
    });
  }

  /** Locks betting, tick by tick as fast as the server answers, and waits for the start lights. */
  async function lock() {
    let isLocked = false;
    const locking = night.host.direct("lockBetting").then(() => {
      isLocked = true;
    });
    while (!isLocked) {
      night.tick();
      await night.test.call("GET", "/healthz");
    }
    await locking;
    night.tick();
    return night.host.until(({ phase }) => phase === "racing");
  }

  async function finish(): Promise<RaceRecordV2> {
    const { raceId } = night.host.state;
    await night.runUntil(({ isOfficial, phase }) => isOfficial || phase === "void");
    const { body } = await night.test.call("GET", `/races/${raceId}/record`);
    return body as unknown as RaceRecordV2;
  }

  const faults = (record: RaceRecordV2, mine?: unknown) =>
    verifyRecord(record, { mine }).filter(({ ok }) => !ok);

  it("takes the phones that answer the call into the draw, and says how many revealed", async () => {
    await night.openBetting();
    const phones = [await entropyPhone("Ana"), await entropyPhone("Bruno")] as const;
    const [ana, bruno] = phones;
    for (const phone of phones) {
      expect(await phone.commit()).to.equal("taken");
      phone.answerCalls();
    }
    await ana.bet({ stake: "50" });
    const locked = await lock();
    expect(locked.phoneCount).to.equal(2);
    expect(locked.entropyRoot).to.match(/^[0-9a-f]{64}$/);
    expect(await ana.reveal()).to.equal("taken");
    night.tick();
    await night.host.until(({ revealedCount }) => revealedCount === 1);
    const record = await finish();
    expect(faults(record)).to.deep.equal([]);
    expect(record.entropy.map(({ secret }) => secret)).to.have.members([ana.secret, null]);
    expect(record.lock).to.include({ betsRoot: locked.betsRoot, entropyRoot: locked.entropyRoot });
    const entropy = { secret: ana.secret, isAnswered: true, isSent: true, isRevealed: true };
    expect(faults(record, { raceId: record.raceId, entropy, bets: [] })).to.deep.equal([]);
    expect(await bruno.reveal()).to.equal("entropy_closed");
    expect(await ana.reveal()).to.equal("taken");
  });

  it("waits for no phone where none has committed, and not for one that is gone", async () => {
    await night.openBetting();
    const ana = await entropyPhone("Ana");
    await ana.commit();
    await ana.seat.room.leave();
    const locked = await lock();
    expect(locked.phoneCount).to.equal(0);
    expect(faults(await finish())).to.deep.equal([]);
  });

  it("leaves a phone out that does not answer within the call", async () => {
    await night.openBetting();
    const [ana, bruno] = [await entropyPhone("Ana"), await entropyPhone("Bruno")];
    await ana.commit();
    await bruno.commit();
    ana.answerCalls();
    const locked = await lock();
    expect(locked.phoneCount).to.equal(1);
    expect(await bruno.reveal()).to.equal("entropy_closed");
    expect(await ana.reveal()).to.equal("taken");
    expect((await finish()).revealedCount).to.equal(1);
  });

  it("takes a phone in that answered the call of a process that is gone", async () => {
    const { raceId } = await night.openBetting();
    const [ana, bruno] = [await entropyPhone("Ana"), await entropyPhone("Bruno")];
    const { dataSource } = night.test;
    const { roomId, epoch } = await dataSource.manager.findOneByOrFail(RaceEntity, { id: raceId });
    const clock = { after: () => ({ stop: () => {} }) };
    const wordOf = ({ secret, session }: EntropyPhone) => {
      return { raceId, roomKey: roomId, playerId: session.player.id, hash: hashSecret(secret) };
    };
    const [gone, heir] = [
      openEntropyBook({ dataSource, clock }),
      openEntropyBook({ dataSource, clock }),
    ];
    await gone.commit(wordOf(ana));
    await gone.commit(wordOf(bruno));
    await gone.rollCall(raceId, {
      call: () => void gone.commit(wordOf(ana)),
      playersPresent: () => [ana.session.player.id],
      withinMs: 1,
    });
    const called: string[] = [];
    await heir.rollCall(raceId, {
      call: () => called.push("again"),
      playersPresent: () => [ana.session.player.id],
      withinMs: 1,
    });
    expect(called).to.deep.equal([]);
    const race = { raceId, roomId, epoch };
    const { roots } = await lockRace(dataSource, { race, offAt: Number.MAX_SAFE_INTEGER });
    expect(roots?.phoneCount).to.equal(1);
  });

  it("takes no hash after the lock, no secret before it and no other than was committed to", async () => {
    await night.openBetting();
    const ana = await entropyPhone("Ana");
    await ana.commit();
    ana.answerCalls();
    expect(await ana.reveal()).to.equal("entropy_closed");
    await lock();
    expect(await ana.commit("ab".repeat(32))).to.equal("entropy_closed");
    expect(await ana.reveal("ab".repeat(32))).to.equal("entropy_mismatch");
    expect(await ana.reveal()).to.equal("taken");
    expect(faults(await finish())).to.deep.equal([]);
  });

  it("replaces a hash until the lock", async () => {
    await night.openBetting();
    const ana = await entropyPhone("Ana");
    expect(await ana.commit("ab".repeat(32))).to.equal("taken");
    expect(await ana.commit()).to.equal("taken");
    ana.answerCalls();
    await lock();
    expect(await ana.reveal()).to.equal("taken");
    expect((await finish()).revealedCount).to.equal(1);
  });

  it("refuses phones of another room and races that nobody knows", async () => {
    const ana = await entropyPhone("Ana");
    const answer = await ana.seat.request("commitEntropy", {
      raceId: 999_999,
      hash: "ab".repeat(32),
    });
    expect(answer).to.deep.equal({ ok: false, refusal: { code: "race_unknown" } });
  });

  it("uses one seed after the other of a chain, and then opens another", async () => {
    const seeds: Pick<RaceRecordV2, "seedAnchor" | "seedIndex">[] = [];
    for (let raceNumber = 1; raceNumber <= 3; raceNumber += 1) {
      await night.host.until((state) => state.raceNumber === raceNumber);
      await night.host.callOff("fog");
      night.tick();
      const record = await finish();
      expect(faults(record)).to.deep.equal([]);
      seeds.push(record);
      if (raceNumber === 2) {
        await night.test.dataSource.query("UPDATE seed_chains SET length = 2");
      }
      await night.host.direct("nextRace");
      night.tick();
    }
    expect(seeds.map(({ seedIndex }) => seedIndex)).to.deep.equal([1, 2, 1]);
    expect(seeds[1]?.seedAnchor).to.equal(seeds[0]?.seedAnchor);
    expect(seeds[2]?.seedAnchor).not.to.equal(seeds[0]?.seedAnchor);
  });

  it("fixes at the lock which bets were cancelled, so that none can be afterwards", async () => {
    const { raceId } = await night.openBetting();
    const ana = await night.phone("Ana");
    const [first, second] = [await ana.bet({ stake: "50" }), await ana.bet({ stake: "60" })];
    if (!first.ok || !second.ok) throw new Error("both are accepted");
    const { id: betId } = first.value.bet;
    expect((await ana.seat.request("cancelBet", { betId })).ok).to.equal(true);
    const locked = await lock();
    expect(locked.cancelsRoot).to.equal(cancelsRoot(raceId, [1]));
    const record = await finish();
    expect(record.lock?.cancelsRoot).to.equal(locked.cancelsRoot);
    expect(faults(record)).to.deep.equal([]);
    const [cancelled, stood] = record.bets;
    const story = {
      ...record,
      bets: [cancelled, { ...stood!, status: "cancelled", payout: "57" }],
    };
    expect(faults(story as RaceRecordV2)).to.have.length(1);
    expect(faults(story as RaceRecordV2)[0]).to.include({ step: "bets" });
  });

  it("tells of a race void after its lock how it would have ended, and counts it", async () => {
    await night.openBetting();
    const ana = await entropyPhone("Ana");
    await ana.commit();
    ana.answerCalls();
    await ana.bet({ stake: "50" });
    await lock();
    await ana.reveal();
    await night.host.callOff("fog");
    night.tick();
    const record = await finish();
    expect(night.host.state.revealedCount).to.equal(1);
    expect(faults(record)).to.deep.equal([]);
    expect(record).to.include({ status: "void", voidsAfterLock: 1, revealedCount: 1 });
    expect(record.order.flat()).to.have.length(record.card.runners.length);
  });

  it("keeps the roots of its first lock and the seed of its first off", async () => {
    await night.openBetting();
    const ana = await entropyPhone("Ana");
    await ana.commit();
    ana.answerCalls();
    await ana.bet({ stake: "50" });
    await lock();
    await ana.reveal();
    const { dataSource } = night.test;
    const row = await dataSource.manager.findOneByOrFail(RaceEntity, {
      id: night.host.state.raceId,
    });
    const race = { raceId: row.id, roomId: row.roomId, epoch: row.epoch };
    const again = { race, offAt: Number(row.offAt) };
    expect((await lockRace(dataSource, again)).roots).to.deep.equal(row.lockRoots);
    const first = await storeRaceSeed(dataSource, again);
    expect(first.revealedCount).to.equal(1);
    const second = await storeRaceSeed(dataSource, { race, offAt: again.offAt + 5_000 });
    expect(second).to.deep.equal(first);
    expect(raceSeedOf(second)).to.deep.equal(raceSeedOf(first));
    expect(() => raceSeedOf({ ...first, revealedRoot: null })).to.throw("before its off");
    expect(faults(await finish())).to.deep.equal([]);
  });

  it("serves nothing that yields a seed before the race is final", async () => {
    const secrets: { secret: string }[] = await night.test.dataSource.query(
      `SELECT last_seed AS secret FROM seed_chains
       UNION SELECT server_seed FROM races UNION SELECT encode(tag_secret, 'hex') FROM races`,
    );
    await night.openBetting();
    const ana = await entropyPhone("Ana");
    await ana.commit();
    ana.answerCalls();
    const placed = await ana.bet({ stake: "50" });
    await lock();
    await ana.reveal();
    const served = [
      JSON.stringify(placed),
      JSON.stringify(night.host.state.toJSON()),
      JSON.stringify(await ana.seat.request("getSnapshot", {})),
      JSON.stringify(await ana.seat.request("readMine", {})),
      (await night.test.call("GET", `/races/${night.host.state.raceId}/record`)).text,
    ].join();
    for (const { secret } of [...secrets, ana]) expect(served).to.not.include(secret);
    await finish();
  });
});
