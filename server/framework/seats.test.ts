import { expect } from "chai";
import jwt from "jsonwebtoken";
import type { Role } from "#common/framework/roles.ts";
import { createTokens } from "#server/players/tokens.ts";
import { makeFakeClock } from "#server/testing/fake-clock.ts";
import { joinWith, makePlayer } from "#server/testing/make-player.ts";
import { makeRoom, type TestRoom } from "#server/testing/make-room.ts";
import { takeRawSeat } from "#server/testing/raw-seat.ts";
import { type Stand, startStand, TOKEN_SECRET } from "#server/testing/room-stand.ts";

const SEATS = 8;
const HALF_A_DAY_MS = 12 * 60 * 60 * 1000;

describe("a seat", () => {
  let stand: Stand;
  let room: TestRoom;
  before(async () => {
    stand = await startStand({
      limits: { clientsMax: SEATS, messagesPerSecondMax: 60, seatKeptSeconds: 0.3 },
    });
  });
  after(() => stand.close());
  beforeEach(async () => {
    room = await makeRoom(stand);
  });

  function refusal(token: string): Promise<unknown> {
    return joinWith(room, token).then(
      () => "a seat",
      (error: { code: number; message: string }) => [error.code, error.message],
    );
  }
  const player = (roomKey: string) =>
    stand.tokens.sign({ role: "player", playerId: "p", name: "Ana", roomKey });

  it("is refused to a token that nobody here has signed", async () => {
    const stranger = jwt.sign({ role: "host", iss: "grandstand" }, `${TOKEN_SECRET}!`);
    const unsigned = jwt.sign({ role: "host", iss: "grandstand" }, null, { algorithm: "none" });
    for (const token of ["nonsense", stranger, unsigned, `${player(room.id)}x`]) {
      expect(await refusal(token)).to.deep.equal([401, "unauthorized"]);
    }
  });

  it("is refused to an expired token and to a player of another room", async () => {
    expect(await refusal(player("another"))).to.deep.equal([403, "wrong_lobby"]);
    const clock = makeFakeClock(stand.clock.now() - HALF_A_DAY_MS - 1_000);
    const expired = createTokens({ secret: TOKEN_SECRET, clock }).sign({ role: "host" });
    expect(await refusal(expired)).to.deep.equal([401, "token_expired"]);
    expect(room.context.attendance()).to.deep.equal({ playerCount: 0, spectatorCount: 0 });
  });

  it("without a token only reads", async () => {
    const viewer = await makePlayer(room, { role: "viewer" });
    expect((await viewer.request("getSnapshot", {})).ok).to.equal(true);
    for (const command of ["fail", "shut", "keep"] as const) {
      const answer = await viewer.request(command, {});
      expect(answer).to.deep.equal({ ok: false, refusal: { code: "forbidden" } });
    }
  });

  it("of everyone but players is counted, never named", async () => {
    for (const role of ["host", "viewer"] satisfies Role[]) await makePlayer(room, { role });
    const ana = await makePlayer(room, "Ana");
    expect(room.context.attendance()).to.deep.equal({ playerCount: 1, spectatorCount: 2 });
    expect(room.context.seatedPlayers().map(({ name }) => name)).to.deep.equal(["Ana"]);
    expect(JSON.stringify(ana.state.toJSON())).not.to.include("Ana");
  });

  it("is not given when all are taken, and is once one is free", async () => {
    const seats = [];
    while (seats.length < SEATS) seats.push(await makePlayer(room, `P${seats.length}`));
    expect(((await refusal("")) as [number, string])[0]).to.be.at.least(500);
    await seats[0]?.client.leave();
    expect(await refusal("")).to.equal("a seat");
  });

  it("that drops is kept: its client comes back to the same session and the present state", async () => {
    const ana = await makePlayer(room, "Ana", { keepsSeat: true });
    await ana.request("mark", { name: "old", value: 1 });
    await ana.sees(({ marks }) => marks.has("old"));
    const { sessionId } = ana.client;
    const returned = new Promise<void>((resolve) => ana.client.onReconnect(() => resolve()));
    room.cut(sessionId);
    room.context.change((state) => {
      state.marks.delete("old");
      state.count = 12;
    });
    await returned;
    await ana.sees((state) => state.count === 12);
    expect(ana.client.sessionId).to.equal(sessionId);
    expect(ana.state.marks.size).to.equal(0);
    expect(room.context.state.leftCount).to.equal(0);
    expect(room.context.attendance().playerCount).to.equal(1);
    expect((await ana.request("add", { by: 1 })).ok).to.equal(true);
  });

  it("nobody comes back to is given up after its time", async () => {
    const [ana, bruno] = [await makePlayer(room, "Ana"), await makePlayer(room, "Bruno")];
    room.cut(ana.client.sessionId);
    await bruno.sees((state) => state.leftCount === 1);
    expect(room.context.attendance().playerCount).to.equal(1);
  });

  it("left on purpose is given up at once", async () => {
    const ana = await makePlayer(room, "Ana");
    expect(await ana.client.leave()).to.equal(4000);
    expect(room.context.state.leftCount).to.equal(1);
  });

  it("is cut for a flood and for a message too large; the others notice nothing", async () => {
    const ana = await makePlayer(room, "Ana");
    const [flood, giant] = [
      await takeRawSeat(stand.url, { roomId: room.id }),
      await takeRawSeat(stand.url, { roomId: room.id }),
    ];
    for (let sent = 0; sent < 10_000; sent++) flood.socket.send(Uint8Array.of(18));
    expect(await flood.closed).to.equal(4002);
    giant.socket.send(new Uint8Array(20_000));
    expect(await giant.closed).to.equal(1009);
    expect((await ana.request("add", { by: 1 })).ok).to.equal(true);
    expect(room.context.attendance()).to.deep.equal({ playerCount: 1, spectatorCount: 0 });
  });

  it("that sends garbage harms nobody else", async () => {
    const ana = await makePlayer(room, "Ana");
    let state = 1;
    const byte = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state & 0xff;
    };
    for (let round = 0; round < 30; round++) {
      const raw = await takeRawSeat(stand.url, { roomId: room.id });
      raw.socket.send(new Uint8Array());
      for (let sent = 0; sent < 50; sent++) {
        const frame = Uint8Array.from({ length: 1 + (byte() % 12) }, byte);
        frame[0] = sent % 2 === 0 ? byte() : 10 + (byte() % 16);
        raw.socket.send(frame);
      }
      raw.socket.close(1000);
      await raw.closed;
    }
    expect((await ana.request("add", { by: 1 })).ok).to.equal(true);
  });
});
