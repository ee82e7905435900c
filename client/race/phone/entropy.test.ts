import { expect } from "chai";
import { connectRoom, type RoomConnection } from "#client/framework/connection.ts";
import type { RaceRecordV2 } from "#common/race/record.ts";
import { verifyRecord } from "#common/race/verify-record.ts";
import { type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { followEntropy } from "./entropy.ts";
import {
  findReceipts,
  type KeptRace,
  keepBetReceipt,
  keepCancel,
  keepReceipts,
  readReceipts,
} from "./receipts.ts";
import { followCasts, keepOwnCast } from "./receipts-of-casts.ts";

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
    const { raceId, commitment } = night.host.state;
    const race = { raceId, commitment };
    const entropy = () => readReceipts(race)?.entropy;
    await tickUntil(() => entropy() !== undefined);
    const { secret } = entropy()!;
    expect(secret).to.match(/^[0-9a-f]{64}$/);
    const bet = { raceId, market: "win", selection: [1], stake: "50" };
    const placed = await line.request("placeBet", { key: "bet-1", ...bet });
    if (!placed.ok) throw new Error(placed.refusal.code);
    keepBetReceipt(placed.value);
    keepBetReceipt(placed.value);
    const spare = await line.request("placeBet", { key: "bet-2", ...bet });
    if (!spare.ok) throw new Error(spare.refusal.code);
    keepBetReceipt(spare.value);
    keepCancel(spare.value.bet, "asked");
    expect((await line.request("cancelBet", { betId: spare.value.bet.id })).ok).to.equal(true);
    keepCancel(spare.value.bet, "done");

    void night.host.direct("lockBetting");
    await tickUntil(() => entropy()!.isRevealed);
    expect(entropy()).to.deep.equal({ secret, isAnswered: true, isSent: true, isRevealed: true });

    const record = await readRecord(raceId);
    expect(record.entropy.map((phone) => phone.secret)).to.deep.equal([secret]);
    const mine = findReceipts(raceId, record);
    expect(mine).to.deep.equal(readReceipts(race));
    const steps = verifyRecord(record, { mine });
    expect(steps.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(steps.find(({ step }) => step === "receipts")?.detail).to.equal(
      "this phone kept the commitment, the roots at the lock, its own part in the draw, " +
        "2 of its own bets: all of it is in the record",
    );
  });

  it("goes on with the same secret after a reload", async () => {
    const first = followEntropy(await connect("Ana"));
    await night.openBetting();
    const { raceId, commitment } = night.host.state;
    const race = { raceId, commitment };
    await tickUntil(() => readReceipts(race)?.entropy !== undefined);
    const { secret } = readReceipts(race)!.entropy!;
    first();
    followEntropy(open[0]!);
    void night.host.direct("lockBetting");
    await tickUntil(() => readReceipts(race)!.entropy!.isRevealed);
    expect(readReceipts(race)!.entropy!.secret).to.equal(secret);
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

/** A room as a phone sees it, state by state. */
function makeLine() {
  const heard: Record<"state" | "call", (told: object) => void> = { state() {}, call() {} };
  const sent: { command: string; hash?: string; secret?: string }[] = [];
  const line = {
    onState(listener: (state: never) => void) {
      heard.state = listener as never;
      return () => {};
    },
    on(_: string, listener: (payload: never) => void) {
      heard.call = listener as never;
      return () => {};
    },
    request(command: string, input: { hash?: string; secret?: string }) {
      sent.push({ command, ...input });
      return Promise.resolve({ ok: true as const, value: {} });
    },
  };
  followEntropy(line as unknown as Parameters<typeof followEntropy>[0]);
  return {
    sent,
    secrets: () => sent.flatMap(({ secret }) => secret ?? []),
    show(race: KeptRace, changes: object) {
      const roots = { betsHead: "", betsRoot: "", cancelsRoot: "", entropyRoot: "" };
      const shown = { seedAnchor: "a", seedIndex: 1, runners: new Map(), tick: 0 };
      heard.state({ ...race, ...roots, ...shown, ...changes });
    },
    call: (raceId: number) => heard.call({ raceId }),
  };
}

describe("a phone's secret", () => {
  beforeEach(() => {
    Object.defineProperty(globalThis, "localStorage", { value: makeStorage(), configurable: true });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, "localStorage");
  });

  function draw(race: KeptRace): string {
    const line = makeLine();
    line.show(race, { phase: "betting" });
    line.call(race.raceId);
    line.show(race, { phase: "racing", tick: -20, entropyRoot: "e" });
    return line.secrets()[0]!;
  }

  it("is of one commitment: the same id in another database gets another", () => {
    const [one, two] = ["a", "b"].map((commitment) => draw({ raceId: 1, commitment }));
    expect(one).to.match(/^[0-9a-f]{64}$/);
    expect(two).not.to.equal(one);
    expect(findReceipts(1, { commit: "a" })?.entropy?.secret).to.equal(one);
    expect(findReceipts(1, { commit: "b" })?.entropy?.secret).to.equal(two);
  });

  it("is never used again once it has left the phone", () => {
    const race = { raceId: 1, commitment: "a" };
    expect(draw(race)).not.to.equal(draw(race));
  });

  it("is noted as sent before it is", () => {
    const race = { raceId: 1, commitment: "a" };
    const line = makeLine();
    line.show(race, { phase: "betting" });
    expect(readReceipts(race)?.entropy).to.include({ isSent: false });
    line.show(race, { phase: "racing", tick: -20, entropyRoot: "e" });
    expect(readReceipts(race)?.entropy).to.include({ isSent: true, isRevealed: false });
  });

  it("is drawn and revealed in every race of a night, however many are kept", () => {
    for (let raceId = 1_000; raceId < 1_060; raceId += 1) draw({ raceId, commitment: "a" });
    const line = makeLine();
    for (const raceId of [1, 2]) {
      const race = { raceId, commitment: "b" };
      line.show(race, { phase: "betting" });
      line.show(race, { phase: "racing", tick: -20, entropyRoot: "e" });
      expect(readReceipts(race)?.entropy?.secret).to.equal(line.secrets().at(-1));
    }
    expect(line.secrets()).to.have.length(2);
  });
});

describe("what a phone keeps of its races", () => {
  beforeEach(() => {
    Object.defineProperty(globalThis, "localStorage", { value: makeStorage(), configurable: true });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, "localStorage");
  });

  const race = { raceId: 7, commitment: "c7" };

  it("is never replaced by something seen later", () => {
    keepReceipts(race, { commit: "aa" });
    keepReceipts(race, { commit: "bb", seedAnchor: "cc" });
    const kept = { raceId: 7, commit: "aa", seedAnchor: "cc", bets: [] };
    expect(readReceipts(race)).to.deep.include(kept);
  });

  it("is of the latest fifty, and always of the one it has just begun", () => {
    for (let raceId = 1; raceId <= 60; raceId += 1) {
      keepReceipts({ raceId, commitment: "a" }, { keptAt: raceId });
    }
    expect(findReceipts(10, {})).to.equal(undefined);
    expect(findReceipts(11, {})?.raceId).to.equal(11);
    keepReceipts({ raceId: 1, commitment: "b" }, {});
    expect(findReceipts(1, {})?.raceId).to.equal(1);
    expect(findReceipts(11, {})).to.equal(undefined);
    expect(findReceipts(60, {})?.raceId).to.equal(60);
  });

  it("speaks against a record of that night under another commitment, not against one of another", () => {
    const { keptAt } = keepReceipts(race, {});
    const sameNight = { commit: "other", officialAt: keptAt! + 3_600_000 };
    expect(findReceipts(7, sameNight)?.raceId).to.equal(7);
    const nextWeek = { commit: "other", officialAt: keptAt! + 7 * 24 * 3_600_000 };
    expect(findReceipts(7, nextWeek)).to.equal(undefined);
  });
});

describe("the powers a phone keeps", () => {
  beforeEach(() => {
    Object.defineProperty(globalThis, "localStorage", { value: makeStorage(), configurable: true });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, "localStorage");
  });

  const race = { raceId: 7, commitment: "c7" };
  const cast = { tick: 40, power: "boost", target: 2, cost: "60" };

  function watch() {
    const heard: Record<"state" | "cast" | "line", (told: object) => void> = {
      state() {},
      cast() {},
      line() {},
    };
    followCasts({
      status: {
        subscribe(listener) {
          heard.line = listener as never;
          return () => {};
        },
      },
      connection: {
        onState(listener) {
          heard.state = listener as never;
          return () => {};
        },
        on(_event, listener) {
          heard.cast = listener as never;
          return () => {};
        },
      },
    });
    return heard;
  }

  it("are all that it hears of, and it knows when it was there all the time", () => {
    const heard = watch();
    heard.state({ ...race, phase: "racing", tick: -3 });
    heard.cast({ name: "Ana", ...cast });
    heard.cast({ name: "Bruno", ...cast });
    expect(readReceipts(race)).to.deep.include({ castsSeen: [cast, cast] });
    expect(readReceipts(race)).not.to.have.property("sawAllCasts");
    heard.state({ ...race, phase: "settling", tick: 700 });
    expect(readReceipts(race)).to.include({ sawAllCasts: true });
  });

  it("are not all of them for who came late or lost the line", () => {
    const late = watch();
    late.state({ ...race, phase: "racing", tick: 12 });
    late.state({ ...race, phase: "settling", tick: 700 });
    const cut = watch();
    cut.state({ ...race, phase: "racing", tick: -3 });
    cut.line({ kind: "lost" });
    cut.line({ kind: "live" });
    cut.state({ ...race, phase: "racing", tick: 12 });
    cut.cast({ name: "Ana", ...cast });
    cut.state({ ...race, phase: "settling", tick: 700 });
    expect(readReceipts(race)).to.deep.include({ castsSeen: [cast] });
    expect(readReceipts(race)).not.to.have.property("sawAllCasts");
  });

  it("are its own as the server took them, once", () => {
    keepReceipts(race, {});
    const own = { ...cast, raceId: 7, seq: 3, status: "held" as const, reason: "" };
    keepOwnCast(own);
    keepOwnCast(own);
    expect(readReceipts(race)?.casts).to.deep.equal([{ ...cast, seq: 3 }]);
  });
});
