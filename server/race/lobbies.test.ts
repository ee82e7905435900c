import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { SessionWire } from "#common/players/player-api.ts";
import { type RaceNight, startRaceNight } from "#server/testing/race-night.ts";

describe("lobbies", () => {
  let night: RaceNight;
  let hostToken: string;

  beforeEach(async () => {
    night = await startRaceNight();
    hostToken = await night.test.hostToken();
  });
  afterEach(() => night.end());

  type Lobby = { code: string; roomId: string; phase: string; playerCount: number };
  async function open(): Promise<Lobby> {
    const { status, body } = await night.test.call("POST", "/lobbies", { token: hostToken });
    expect(status).to.equal(201);
    return body as unknown as Lobby;
  }
  async function joinTo(lobby: { code: string }, name: string): Promise<SessionWire> {
    const joinKey = randomUUID().replaceAll("-", "");
    const body = { name, lobby: lobby.code, joinKey };
    return (await night.test.call("POST", "/auth/join", { body })).body as unknown as SessionWire;
  }
  const close = (code: string) =>
    night.test.call("DELETE", `/lobbies/${code}`, { token: hostToken });

  it("have codes of their own, and the newest is the current one", async () => {
    const opened = [night.test.lobby, await open(), await open(), await open()];
    expect(new Set(opened.map(({ code }) => code)).size).to.equal(4);
    const current = await night.test.call("GET", "/lobbies/current");
    expect(current.body.code).to.equal(opened.at(-1)?.code);
    const { body } = await night.test.call("GET", "/lobbies", { token: hostToken });
    expect((body.lobbies as Lobby[]).map(({ code }) => code)).to.deep.equal(
      opened.map(({ code }) => code).reverse(),
    );
  });

  it("run their races beside each other, each with its own money", async () => {
    const lobby = await open();
    const [ana, bruno] = [await night.phone("Ana"), await joinTo(lobby, "Bruno")];
    const there = await night.test.seat(bruno.token, lobby.roomId);
    const host = await night.test.seat(hostToken, lobby.roomId);
    await night.openBetting();
    await host.direct("openBetting");
    night.tick();
    await there.until(({ phase }) => phase === "betting");
    expect(there.state.raceId).to.not.equal(night.host.state.raceId);
    const bet = { market: "win", selection: [1], stake: "100", key: "one-key" };
    const his = await there.request("placeBet", { ...bet, raceId: there.state.raceId });
    const hers = await ana.bet({ key: "one-key" });
    expect([his.ok || his.refusal, hers.ok || hers.refusal]).to.deep.equal([true, true]);
    await night.host.callOff("fog");
    night.tick();
    await night.host.until(({ phase }) => phase === "void");
    expect((await ana.wallet()).locked).to.equal("0");
    const { body } = await night.test.call("GET", "/wallet/me", { token: bruno.token });
    expect(body.wallets).to.deep.include.members([
      { currency: "chips", total: "1000", locked: "100", available: "900", version: 2 },
    ]);
    await host.callOff("fog");
  });

  it("let in only their own players, and take only their own players' bets", async () => {
    const lobby = await open();
    const ana = await night.phone("Ana");
    const refused = await night.test
      .seat(ana.session.token, lobby.roomId)
      .then(() => "let in", String);
    expect(refused).to.match(/wrong_lobby/);
    const host = await night.test.seat(hostToken, lobby.roomId);
    await host.direct("openBetting");
    const { raceId } = host.state;
    expect((await ana.betByHttp({ raceId })).body.code).to.equal("race_unknown");
    const inRoom = await ana.bet({ raceId });
    expect(inRoom.ok || inRoom.refusal.code).to.equal("race_unknown");
  });

  it("close when nobody can have bet, and their code is free and unknown again", async () => {
    const lobby = await open();
    const seat = await night.test.seat(undefined, lobby.roomId);
    const left = new Promise((resolve) => seat.room.onLeave(resolve));
    expect((await close(lobby.code)).status).to.equal(200);
    await left;
    expect((await night.test.call("GET", `/lobbies/${lobby.code}`)).status).to.equal(404);
    expect((await close(lobby.code)).body.code).to.equal("lobby_unknown");
    expect((await joinTo(lobby, "Late")) as unknown).to.deep.include({ code: "lobby_unknown" });
  });

  it("stay open while bets may stand on their race", async () => {
    await night.openBetting();
    const { code } = night.test.lobby;
    expect((await close(code)).body.code).to.equal("lobby_busy");
    await night.host.direct("lockBetting");
    night.tick();
    await night.host.until(({ phase }) => phase === "racing");
    expect((await close(code)).body.code).to.equal("lobby_busy");
    await night.runUntil(({ isOfficial }) => isOfficial);
    await night.runUntil(({ raceNumber }) => raceNumber === 2);
    expect((await close(code)).status).to.equal(200);
  });

  it("never close over betting that opens at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const lobby = await open();
      const host = await night.test.seat(hostToken, lobby.roomId);
      host.room.onError(() => {});
      const opening = host.direct("openBetting").catch(() => ({ ok: false }));
      const closing = await close(lobby.code);
      const statuses: { status: string }[] = await night.test.dataSource.query(
        "SELECT status FROM races WHERE room_id = $1",
        [lobby.roomId],
      );
      expect([200, 409]).to.include(closing.status);
      expect(statuses[0]?.status).to.equal(closing.status === 200 ? "lobby" : "betting");
      // The room is gone with the lobby: no answer comes then.
      if (closing.status === 409) expect((await opening).ok).to.equal(true);
    }
  });

  it("tell the latest arrivals, newest first", async () => {
    const lobby = await open();
    for (const name of ["Ana", "Bruno", "Carla"]) await joinTo(lobby, name);
    const { body } = await night.test.call("GET", `/lobbies/${lobby.code.toLowerCase()}`);
    expect(body).to.deep.include({ playerCount: 3, latestPlayers: ["Carla", "Bruno", "Ana"] });
    expect(body.joinUrl).to.match(new RegExp(`/\\?room=${lobby.code}$`));
  });
});
