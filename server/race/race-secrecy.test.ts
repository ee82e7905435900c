import { expect } from "chai";
import { type RaceNight, startRaceNight } from "#server/testing/race-night.ts";

describe("the seed of a race", () => {
  let night: RaceNight;

  beforeEach(async () => {
    night = await startRaceNight();
  });
  afterEach(() => night.end());

  /** Everything that the server tells anybody over HTTP and in the room. */
  async function everythingServed(): Promise<string> {
    const { test, host } = night;
    const phone = await night.phone("Ana");
    const { code } = test.lobby;
    const { raceId } = host.state;
    const hostToken = await test.hostToken();
    const { token } = phone.session;
    const texts = [];
    for (const path of [
      `/races/${raceId}/record`,
      "/races",
      `/races?lobby=${code}`,
      "/lobbies/current",
      `/lobbies/${code}`,
      "/lobbies",
      `/bets/me?raceId=${raceId}`,
      "/wallet/me",
      "/wallet/me/statement",
      "/healthz",
      "/openapi.json",
      `/matchmake/joinById/${test.lobby.roomId}`,
    ]) {
      for (const bearer of [undefined, token, hostToken]) {
        texts.push((await test.call("GET", path, bearer ? { token: bearer } : {})).text);
      }
    }
    for (const seat of [host, phone.seat, await test.seat()]) {
      night.clock.advance(1_000);
      texts.push(JSON.stringify(await seat.request("getSnapshot", {})));
      texts.push(JSON.stringify(seat.state.toJSON()));
    }
    texts.push(JSON.stringify(await host.request("readRoster", {})));
    texts.push(JSON.stringify(await phone.seat.request("readMine", {})));
    return texts.join("\n");
  }

  async function readSeed(): Promise<string> {
    const rows: { server_seed: string }[] = await night.test.dataSource.query(
      "SELECT server_seed FROM races WHERE id = $1",
      [night.host.state.raceId],
    );
    return rows[0]?.server_seed as string;
  }

  it("is served nowhere before the race is official, and everywhere from then on", async () => {
    const seed = await readSeed();
    expect(seed).to.match(/^[0-9a-f]{64}$/);
    expect(await everythingServed()).to.not.include(seed);
    await night.openBetting();
    expect(await everythingServed()).to.not.include(seed);
    await night.host.direct("lockBetting");
    night.tick();
    await night.host.until(({ phase }) => phase === "racing");
    expect(await everythingServed()).to.not.include(seed);
    const { commitment } = night.host.state;
    const official = await night.runUntil(({ isOfficial }) => isOfficial);
    expect(official.serverSeed).to.equal(seed);
    expect(official.commitment).to.equal(commitment);
    expect(await everythingServed()).to.include(seed);
  });

  it("is revealed when the race is void", async () => {
    const seed = await readSeed();
    await night.openBetting();
    await night.host.callOff("fog");
    night.tick();
    expect((await night.host.until(({ phase }) => phase === "void")).serverSeed).to.equal(seed);
    const { body } = await night.test.call("GET", `/races/${night.host.state.raceId}/record`);
    expect(body.serverSeed).to.equal(seed);
  });

  it("is another one in the next race, of which nothing is told", async () => {
    const first = await readSeed();
    await night.host.callOff("fog");
    await night.runUntil(({ phase }) => phase === "void");
    await night.host.direct("nextRace");
    night.tick();
    await night.host.until(({ raceNumber }) => raceNumber === 2);
    const second = await readSeed();
    expect(second).to.not.equal(first);
    expect(night.host.state.serverSeed).to.equal("");
    expect(await everythingServed()).to.not.include(second);
  });
});
