import { expect } from "chai";
import type { playerRoutes } from "#common/players/player-api.ts";
import { createAddressLimit } from "#server/framework/address-limits.ts";
import { anonymous } from "#server/framework/caller.ts";
import { startSystemClock } from "#server/framework/clock.ts";
import type { RouteCall } from "#server/framework/route-handlers.ts";
import { openHouse } from "#server/ledger/open-house.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { createHostDoor } from "./host-door.ts";
import { createPlayerHandlers } from "./player-routes.ts";
import type { Lobby, Session } from "./session.ts";
import { createTokens } from "./tokens.ts";

describe("the doors of a lobby", () => {
  const tokens = createTokens({
    secret: "a secret of thirty-two bytes or more",
    clock: startSystemClock(),
  });
  const lobbies = new Map<string, Lobby>([
    ["BCDF", { key: "key-1", code: "BCDF", roomId: "room-1" }],
    ["GHJK", { key: "key-2", code: "GHJK", roomId: "room-2" }],
  ]);
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase();
    await openHouse(database.dataSource.manager, { currency: "chips", bankroll: 1_000n });
  });
  after(() => database.drop());

  function open({ joinsMax = 1_000 } = {}) {
    return createPlayerHandlers({
      services: {
        dataSource: database.dataSource,
        tokens,
        findLobby: async (code) => lobbies.get(code),
        joinGrant: 1_000n,
      },
      hostDoor: createHostDoor({ pin: "271828", tokens }),
      joinLimit: createAddressLimit({ points: joinsMax, seconds: 60 }),
    });
  }

  function call<Name extends keyof typeof playerRoutes>(
    body: RouteCall<(typeof playerRoutes)[Name]>["body"],
    address = "192.0.2.1",
  ) {
    const idempotencyKey = undefined;
    return {
      params: undefined,
      query: undefined,
      body,
      caller: anonymous,
      idempotencyKey,
      address,
      arrivedAtMs: 0,
    };
  }

  async function join(joinKey: string, { name = "Ana", lobby = "BCDF" } = {}): Promise<Session> {
    const answer = await open().joinLobby(call<"joinLobby">({ name, lobby, joinKey }));
    if (!answer.ok || !("value" in answer)) throw new Error("refused");
    return answer.value;
  }

  async function codeOf(answer: Promise<{ ok: boolean }>): Promise<string> {
    const given = (await answer) as { ok: true } | { ok: false; refusal: { code: string } };
    return given.ok ? "ok" : given.refusal.code;
  }

  async function count(table: string): Promise<number> {
    const rows = await database.dataSource.query(`select count(*)::int as count from ${table}`);
    return rows[0].count;
  }

  it("give a phone its player, its chips and a token for the one room", async () => {
    const session = await join("a-phone-made-key-00001", { name: "  Ana\u200b  Lu " });
    expect(session.player.name).to.equal("Ana Lu");
    expect(session.lobby).to.deep.equal({ code: "BCDF", roomId: "room-1" });
    expect(session.wallets).to.deep.equal([
      { currency: "chips", total: 1_000n, locked: 0n, available: 1_000n, version: 1 },
    ]);
    expect(tokens.verify(session.token)).to.deep.equal({
      ok: true,
      value: { role: "player", playerId: session.player.id, name: "Ana Lu", roomKey: "key-1" },
    });
  });

  it("keep of a phone's secrets only hashes", async () => {
    const { resumeSecret } = await join("a-phone-made-key-00002");
    const rows = await database.dataSource.query("select players::text as text from players");
    const text = rows.map((row: { text: string }) => row.text).join();
    expect(text).not.to.contain("a-phone-made-key-00002");
    expect(text).not.to.contain(resumeSecret);
  });

  it("find the same player for the same phone, with its new name and lobby, and grant nothing", async () => {
    const first = await join("a-phone-made-key-00003");
    const again = await join("a-phone-made-key-00003", { name: "Bo", lobby: "GHJK" });
    expect(again.player).to.deep.equal({ id: first.player.id, name: "Bo" });
    expect(again.resumeSecret).to.equal(first.resumeSecret);
    expect(again.wallets).to.deep.equal(first.wallets);
    expect(tokens.verify(again.token)).to.deep.include({
      value: { role: "player", playerId: first.player.id, name: "Bo", roomKey: "key-2" },
    });
  });

  it("make one player of 50 joins of one phone at once", async () => {
    const [players, transfers] = [await count("players"), await count("transfers")];
    const sessions = await Promise.all(
      Array.from({ length: 50 }, () => join("a-phone-made-key-00004")),
    );
    expect(new Set(sessions.map(({ player }) => player.id)).size).to.equal(1);
    expect(new Set(sessions.map(({ resumeSecret }) => resumeSecret)).size).to.equal(1);
    expect(sessions.every(({ wallets }) => wallets[0]?.total === 1_000n)).to.equal(true);
    expect([await count("players"), await count("transfers")]).to.deep.equal([
      players + 1,
      transfers + 1,
    ]);
  });

  it("make fifty players of fifty phones that join at once", async () => {
    const sessions = await Promise.all(
      Array.from({ length: 50 }, (_, i) => join(`another-phone-made-key-${i}`)),
    );
    expect(new Set(sessions.map(({ player }) => player.id)).size).to.equal(50);
  });

  it("refuse a name that is none and a lobby that is not there", async () => {
    const joinKey = "a-phone-made-key-00005";
    const doors = open();
    expect(
      await codeOf(doors.joinLobby(call<"joinLobby">({ name: "\u200b", lobby: "BCDF", joinKey }))),
    ).to.equal("name_invalid");
    expect(
      await codeOf(doors.joinLobby(call<"joinLobby">({ name: "Ana", lobby: "ZZZZ", joinKey }))),
    ).to.equal("lobby_unknown");
  });

  it("keep SQL in a name a name", async () => {
    const name = "'); drop table --";
    expect((await join("a-phone-made-key-00006", { name })).player.name).to.equal(name);
    expect(await count("players")).to.be.greaterThan(0);
  });

  it("limit the joins and resumes of one address", async () => {
    const doors = open({ joinsMax: 2 });
    const body = { resumeSecret: "nobody's secret, but long enough" };
    const codes: string[] = [];
    for (const address of ["192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"]) {
      codes.push(await codeOf(doors.resumeSession(call<"resumeSession">(body, address))));
    }
    expect(codes).to.deep.equal(["unauthorized", "unauthorized", "rate_limited", "unauthorized"]);
  });

  it("resume a phone into its last lobby or another, as often as it likes", async () => {
    const { player, resumeSecret } = await join("a-phone-made-key-00007", { lobby: "GHJK" });
    for (const lobby of [undefined, "BCDF", undefined]) {
      const answer = await open().resumeSession(
        call<"resumeSession">(lobby === undefined ? { resumeSecret } : { resumeSecret, lobby }),
      );
      expect(answer).to.deep.nested.include({ ok: true, "value.player": player });
      expect(answer).to.nested.include({ "value.resumeSecret": resumeSecret });
    }
    const last = await open().resumeSession(call<"resumeSession">({ resumeSecret }));
    expect(last).to.nested.include({ "value.lobby.code": "BCDF" });
  });

  it("resume nobody into a lobby that closed", async () => {
    lobbies.set("MNPR", { key: "key-3", code: "MNPR", roomId: "room-3" });
    const { resumeSecret } = await join("a-phone-made-key-00008", { lobby: "MNPR" });
    lobbies.delete("MNPR");
    const doors = open();
    expect(await codeOf(doors.resumeSession(call<"resumeSession">({ resumeSecret })))).to.equal(
      "lobby_unknown",
    );
    expect(
      await codeOf(doors.resumeSession(call<"resumeSession">({ resumeSecret, lobby: "BCDF" }))),
    ).to.equal("ok");
  });

  it("open the host's desk for the PIN", async () => {
    const answer = await open().openHostSession(call<"openHostSession">({ pin: "271828" }));
    const { token } = (answer as { ok: true; value: { token: string } }).value;
    expect(tokens.verify(token)).to.deep.equal({ ok: true, value: { role: "host" } });
  });

  it("lock an address after five wrong PINs, the right one included, and never another", async () => {
    const doors = open();
    const tryPin = (pin: string, address: string) =>
      codeOf(doors.openHostSession(call<"openHostSession">({ pin }, address)));
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, i) => tryPin(String(100_000 + i), "192.0.2.7")),
    );
    expect(guesses.filter((code) => code === "wrong_pin")).to.have.length(5);
    expect(guesses.filter((code) => code === "pin_locked")).to.have.length(35);
    expect(await tryPin("271828", "192.0.2.7")).to.equal("pin_locked");
    expect(await tryPin("271828", "192.0.2.8")).to.equal("ok");
  });

  it("forget wrong PINs after the right one", async () => {
    const doors = open();
    const codes: string[] = [];
    for (const pin of ["1", "2", "3", "4", "271828", "5", "6", "7", "8", "9", "271828"]) {
      codes.push(await codeOf(doors.openHostSession(call<"openHostSession">({ pin }))));
    }
    expect(codes.join()).to.equal(
      [...Array(4).fill("wrong_pin"), "ok", ...Array(5).fill("wrong_pin"), "pin_locked"].join(),
    );
  });
});
