import { expect } from "chai";
import { connectRoom, type RoomConnection } from "#client/framework/connection.ts";
import type { RaceRecordV2 } from "#common/race/record.ts";
import { verifyRecord } from "#common/race/verify-record.ts";
import { type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { followEntropy } from "./entropy.ts";
import { keepBetReceipt, keepReceipts, readReceipts } from "./receipts.ts";

/** What a browser has and Node has not, as far as a phone's part in the draw needs it. */
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const browser = {
  document: page,
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
};

function makeStorage(): Storage {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem(name: string, text: string) {
      kept.set(name, text);
      Object.assign(storage, { [name]: text });
    },
    removeItem(name: string) {
      kept.delete(name);
      Reflect.deleteProperty(storage, name);
    },
  };
  for (const method of ["getItem", "setItem", "removeItem"]) {
    Object.defineProperty(storage, method, { enumerable: false });
  }
  return storage as unknown as Storage;
}

describe("a phone's part in the draw", () => {
  let night: RaceNight;
  let open: RoomConnection<"race">[] = [];

  beforeEach(async () => {
    Object.assign(globalThis, browser);
    Object.defineProperty(globalThis, "localStorage", { value: makeStorage(), configurable: true });
    night = await startRaceNight({ environment: { ENTROPY_CALL_MS: "10000" } });
  });
  afterEach(async () => {
    for (const connection of open) connection.close();
    open = [];
    await night.end();
    for (const name of [...Object.keys(browser), "localStorage"]) {
      Reflect.deleteProperty(globalThis, name);
    }
  });

  async function connect(name: string): Promise<RoomConnection<"race">> {
    const { token } = await night.test.join(name);
    const connection = connectRoom("race", {
      roomId: () => Promise.resolve(night.test.lobby.roomId),
      origin: night.test.url,
      token: () => token,
    });
    open.push(connection);
    return new Promise((resolve) => {
      const stop = connection.onState(() => {
        stop();
        resolve(connection);
      });
    });
  }

  /** Lets the time run tick by tick, as fast as the server answers. */
  async function tickUntil(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      night.tick();
      await night.test.call("GET", "/healthz");
    }
  }

  async function readRecord(raceId: number): Promise<RaceRecordV2> {
    await night.runUntil(({ isOfficial }) => isOfficial);
    const { body } = await night.test.call("GET", `/races/${raceId}/record`);
    return body as unknown as RaceRecordV2;
  }

  it("is drawn, sent, called and revealed with nobody touching it, and proves itself afterwards", async () => {
    const line = await connect("Ana");
    followEntropy(line);
    await night.openBetting();
    const { raceId } = night.host.state;
    const entropy = () => readReceipts(raceId)?.entropy;
    await tickUntil(() => entropy() !== undefined);
    const { secret } = entropy()!;
    expect(secret).to.match(/^[0-9a-f]{64}$/);
    const bet = { raceId, market: "win", selection: [1], stake: "50" };
    const placed = await line.request("placeBet", { key: "bet-1", ...bet });
    if (!placed.ok) throw new Error(placed.refusal.code);
    keepBetReceipt(placed.value);
    keepBetReceipt(placed.value);

    void night.host.direct("lockBetting");
    await tickUntil(() => entropy()!.isRevealed);
    expect(entropy()).to.deep.equal({ secret, isAnswered: true, isRevealed: true });

    const record = await readRecord(raceId);
    expect(record.entropy.map((phone) => phone.secret)).to.deep.equal([secret]);
    const mine = readReceipts(raceId);
    const steps = verifyRecord(record, { mine });
    expect(steps.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(steps.at(-1)?.detail).to.equal(
      "this phone kept the commitment, the roots at the lock, its own part in the draw, " +
        "1 of its own bets: all of it is in the record",
    );
  });

  it("goes on with the same secret after a reload", async () => {
    const first = followEntropy(await connect("Ana"));
    await night.openBetting();
    const { raceId } = night.host.state;
    await tickUntil(() => readReceipts(raceId)?.entropy !== undefined);
    const { secret } = readReceipts(raceId)!.entropy!;
    first();
    followEntropy(open[0]!);
    void night.host.direct("lockBetting");
    await tickUntil(() => readReceipts(raceId)!.entropy!.isRevealed);
    expect(readReceipts(raceId)!.entropy!.secret).to.equal(secret);
    expect((await readRecord(raceId)).revealedCount).to.equal(1);
  });

  it("never gives a secret away before the roots are there", async () => {
    const line = await connect("Ana");
    const told: string[] = [];
    followEntropy({
      ...line,
      request: (command, input) => {
        told.push(command);
        return line.request(command, input);
      },
    });
    await night.openBetting();
    await tickUntil(() => told.length > 0);
    await night.host.callOff("fog");
    night.tick();
    await night.host.until(({ phase }) => phase === "void");
    expect(told).to.deep.equal(["commitEntropy"]);
  });
});

describe("what a phone keeps of its races", () => {
  beforeEach(() => {
    Object.defineProperty(globalThis, "localStorage", { value: makeStorage(), configurable: true });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, "localStorage");
  });

  it("is never replaced by something seen later", () => {
    keepReceipts(7, { commit: "aa" });
    keepReceipts(7, { commit: "bb", seedAnchor: "cc" });
    expect(readReceipts(7)).to.deep.equal({ raceId: 7, commit: "aa", seedAnchor: "cc", bets: [] });
  });

  it("is of the latest fifty", () => {
    for (let raceId = 1; raceId <= 60; raceId += 1) keepReceipts(raceId, {});
    expect(readReceipts(10)).to.equal(undefined);
    expect(readReceipts(11)?.raceId).to.equal(11);
    expect(readReceipts(60)?.raceId).to.equal(60);
  });
});
