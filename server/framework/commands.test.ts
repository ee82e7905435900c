import { expect } from "chai";
import type { Outcome } from "#common/framework/refusals.ts";
import { makePlayer } from "#server/testing/make-player.ts";
import { makeRoom, type TestRoom } from "#server/testing/make-room.ts";
import { type Stand, startStand } from "#server/testing/room-stand.ts";

function codeOf(answer: Outcome<unknown>): string {
  return answer.ok ? "ok" : answer.refusal.code;
}

describe("a command", () => {
  let stand: Stand;
  let room: TestRoom;
  before(async () => {
    stand = await startStand();
  });
  after(() => stand.close());
  beforeEach(async () => {
    room = await makeRoom(stand);
  });

  it("is answered with its value, and everyone sees what it did", async () => {
    const [ana, bruno] = [await makePlayer(room, "Ana"), await makePlayer(room, "Bruno")];
    expect(await ana.request("add", { by: 3 })).to.deep.equal({ ok: true, value: { count: 3 } });
    expect((await bruno.sees((state) => state.count === 3)).phase).to.equal("open");
    expect(bruno.events).to.deep.equal([{ event: "counted", payload: { count: 3 } }]);
  });

  const bad: [string, unknown][] = [
    ["a wrong type", { by: "3" }],
    ["a fraction", { by: 0.5 }],
    ["too much", { by: 1_001 }],
    ["an unknown field", { by: 1, extra: true }],
    ["a missing field", {}],
    ["nothing", undefined],
    ["a list", [1]],
    ["a prototype", JSON.parse('{"__proto__":{"by":1}}')],
  ];
  for (const [what, payload] of bad) {
    it(`with ${what} is refused, says where, and keeps its seat`, async () => {
      const ana = await makePlayer(room, "Ana");
      const answer = await ana.request("add", payload as { by: number });
      expect(codeOf(answer)).to.equal("invalid_input");
      if (!answer.ok) expect(answer.refusal.detail).to.have.keys("at", "problem");
      expect(codeOf(await ana.request("add", { by: 1 }))).to.equal("ok");
    });
  }

  it("nobody knows is an error to whoever asked, who keeps their seat", async () => {
    const ana = await makePlayer(room, "Ana");
    const asked = ana.request("steal" as "add", { by: 1 });
    expect(await asked.catch((error: Error) => error.message)).to.match(/no onMessage\("steal"\)/);
    ana.client.send("steal", {});
    ana.client.send("constructor", {});
    ana.client.sendBytes("steal", Uint8Array.of(1));
    expect(codeOf(await ana.request("add", { by: 1 }))).to.equal("ok");
  });

  it("sent without a wish for an answer is carried out all the same", async () => {
    const ana = await makePlayer(room, "Ana");
    ana.client.send("add", { by: 5 });
    expect((await ana.sees((state) => state.count === 5)).count).to.equal(5);
  });

  it("is decoded before its role is looked at, and refused to the wrong role", async () => {
    const viewer = await makePlayer(room, { role: "viewer" });
    expect(codeOf(await viewer.request("add", { by: 0.5 }))).to.equal("invalid_input");
    expect(codeOf(await viewer.request("add", { by: 1 }))).to.equal("forbidden");
    const ana = await makePlayer(room, "Ana");
    expect(codeOf(await ana.request("shut", {}))).to.equal("forbidden");
    expect(room.context.state.phase).to.equal("open");
  });

  it("over its allowance is told to come back, a replay never", async () => {
    const ana = await makePlayer(room, "Ana");
    const first = await ana.request("addOnce", { key: "a", by: 1 });
    await ana.request("addOnce", { key: "b", by: 1 });
    const third = await ana.request("addOnce", { key: "c", by: 1 });
    expect(third).to.deep.equal({
      ok: false,
      refusal: { code: "rate_limited", detail: { retryAfterSeconds: 1 } },
    });
    expect(await ana.request("addOnce", { key: "a", by: 1 })).to.deep.equal(first);
    stand.clock.advance(1_000);
    expect(codeOf(await ana.request("addOnce", { key: "c", by: 1 }))).to.equal("ok");
    expect(room.context.state.count).to.equal(3);
  });

  it("that is known already gets its first answer in whatever phase the room is", async () => {
    const ana = await makePlayer(room, "Ana");
    const host = await makePlayer(room, { role: "host" });
    const first = await ana.request("addOnce", { key: "k", by: 7 });
    expect(codeOf(await host.request("shut", {}))).to.equal("ok");
    expect(codeOf(await ana.request("addOnce", { key: "l", by: 7 }))).to.equal("phase_changed");
    expect(await ana.request("addOnce", { key: "k", by: 7 })).to.deep.equal(first);
  });

  it("with a bug in it is answered `internal` and logged with who asked; the room lives", async () => {
    const ana = await makePlayer(room, "Ana");
    expect(codeOf(await ana.request("fail", {}))).to.equal("internal");
    const said = stand.log.lines.filter(({ level }) => level === "error").at(-1)?.fields ?? {};
    expect(said).to.include({ at: "fail", room: room.row.code });
    expect((said.error as Error).message).to.equal("a bug in a handler");
    expect((said.caller as { name: string }).name).to.equal("Ana");
    expect(codeOf(await ana.request("add", { by: 1 }))).to.equal("ok");
  });

  it("to one player reaches every seat of that player and nobody else", async () => {
    const ana = await makePlayer(room, "Ana");
    const caller = { role: "player", playerId: ana.id, name: "Ana", roomKey: room.id } as const;
    const again = await makePlayer(room, caller);
    const bruno = await makePlayer(room, "Bruno");
    const viewer = await makePlayer(room, { role: "viewer" });
    await bruno.request("whisper", { playerId: ana.id, text: "psst" });
    const everyone = [ana, again, bruno, viewer];
    await Promise.all(everyone.map((seat) => seat.request("getSnapshot", {})));
    const heard = [{ event: "whispered", payload: { text: "psst" } }];
    expect(everyone.map(({ events }) => events)).to.deep.equal([heard, heard, [], []]);
  });
});
