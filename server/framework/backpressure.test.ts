import { once } from "node:events";
import { Encoder } from "@colyseus/schema";
import { expect } from "chai";
import { CounterState } from "#server/testing/counter-contract.ts";
import { makePlayer } from "#server/testing/make-player.ts";
import { makeRoom } from "#server/testing/make-room.ts";
import { takeRawSeat } from "#server/testing/raw-seat.ts";
import { type Stand, startStand } from "#server/testing/room-stand.ts";
import { installEncoderGuard } from "./encoder-guard.ts";

const BALLAST_DIGITS = 60_000;
/** Enough to fill the buffers of the kernel on both sides and queue a few megabytes behind them. */
const PATCHES = 250;

const ballast = (number: number) =>
  String(number)
    .padStart(4, "0")
    .repeat(BALLAST_DIGITS / 4);

/** The numbers of the patches in these frames, in order; a frame that mixes two is NaN. */
function numbersIn(frames: readonly Uint8Array[]): number[] {
  return frames.flatMap((frame) => {
    const text = Buffer.from(frame).toString("latin1");
    const digits = /\d{1000,}/.exec(text)?.[0];
    if (digits === undefined) return [];
    const number = Number(digits.slice(0, 4));
    return [digits.startsWith(ballast(number)) ? number : Number.NaN];
  });
}

describe("a reader that stops reading", () => {
  let stand: Stand;
  afterEach(() => stand.close());

  it("gets every patch as it was, once it reads again", async () => {
    stand = await startStand({ limits: { queuedBytesMax: 2 ** 30 } });
    const room = await makeRoom(stand);
    const slow = await takeRawSeat(stand.url, { roomId: room.id });
    await once(slow.socket, "message");
    slow.socket.pause();
    for (let number = 1; number <= PATCHES; number++) {
      room.context.change((state) => {
        state.ballast = ballast(number);
      });
      room.tick();
    }
    slow.socket.resume();
    while (numbersIn(slow.frames.slice(-1))[0] !== PATCHES) await once(slow.socket, "message");
    const expected = Array.from({ length: PATCHES }, (_, index) => index + 1);
    expect(numbersIn(slow.frames)).to.deep.equal(expected);
  });

  it("is cut at the limit; the others get every patch", async () => {
    stand = await startStand();
    const room = await makeRoom(stand);
    const slow = await takeRawSeat(stand.url, { roomId: room.id });
    const ana = await makePlayer(room, "Ana");
    slow.socket.pause();
    for (let number = 1; number <= PATCHES; number++) {
      room.context.change((state) => {
        state.ballast = ballast(number);
      });
      room.tick();
      await ana.sees((state) => state.ballast.endsWith(ballast(number).slice(-4)));
    }
    stand.clock.advance(1_000);
    slow.socket.resume();
    expect(await slow.closed).to.equal(1006);
    expect((await ana.request("add", { by: 1 })).ok).to.equal(true);
    expect(room.context.attendance()).to.deep.equal({ playerCount: 1, spectatorCount: 0 });
  });
});

describe("an encoded frame", () => {
  it("keeps its bytes while the next one is made, patch and full state alike", () => {
    installEncoderGuard();
    const state = new CounterState();
    const encoder = new Encoder(state);
    const full = new Uint8Array(Encoder.BUFFER_SIZE);
    for (const encode of [() => encoder.encode(), () => encoder.encodeAll({ offset: 0 }, full)]) {
      state.ballast = ballast(1);
      const first = encode();
      const kept = first.slice();
      encoder.discardChanges();
      state.ballast = ballast(2);
      encode();
      expect(Buffer.compare(first, kept)).to.equal(0);
    }
  });
});
