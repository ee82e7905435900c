import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { expect } from "chai";
import { WebSocket } from "ws";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { takeRawSeat } from "#server/testing/raw-seat.ts";

describe("bad input on the socket", () => {
  let night: RaceNight;
  let ana: Phone;

  before(async () => {
    night = await startRaceNight({
      environment: { LOG_LEVEL: "silent", MESSAGES_PER_SECOND_MAX: "60" },
    });
    ana = await night.phone("Ana");
    await night.openBetting();
  });
  after(() => night.end());

  /** The room plays on for everyone else. */
  let bets = 0;
  afterEach(async () => {
    night.clock.advance(1_000);
    expect((await ana.bet({ stake: "10" })).ok).to.equal(true);
    bets += 1;
    night.tick();
    await ana.seat.until(({ betCount }) => betCount === bets);
    expect((await night.test.call("GET", "/healthz")).status).to.equal(200);
  });

  const good = () => ({
    key: "k",
    raceId: night.host.state.raceId,
    market: "win",
    selection: [1],
    stake: "100",
  });
  const payloads: [what: string, payload: () => unknown][] = [
    ["nothing", () => undefined],
    ["null", () => null],
    ["a text", () => "all on red"],
    ["a list", () => [1, 2, 3]],
    ["an unknown field", () => ({ ...good(), isFree: true })],
    ["a stake that is a number", () => ({ ...good(), stake: 100 })],
    ["a negative stake", () => ({ ...good(), stake: "-1" })],
    ["a stake of half a chip", () => ({ ...good(), stake: "0.5" })],
    ["a key with a line break", () => ({ ...good(), key: "a\nb" })],
    ["no key", () => ({ ...good(), key: undefined })],
    ["runner 25", () => ({ ...good(), selection: [25] })],
    ["a race past the database's", () => ({ ...good(), raceId: 2 ** 40 })],
    ["a list of a thousand runners", () => ({ ...good(), selection: Array(1_000).fill(1) })],
  ];
  for (const [what, payload] of payloads) {
    it(`answers ${what} for a bet with invalid_input`, async () => {
      const answer = await ana.seat.request("placeBet", payload() as never);
      expect(answer.ok || answer.refusal.code).to.equal("invalid_input");
    });
  }

  it("refuses a player's command from whoever is none", async () => {
    const viewer = await night.test.seat();
    const answer = await viewer.request("placeBet", good());
    expect(answer.ok || answer.refusal.code).to.equal("forbidden");
  });

  it("tells a player who asks too often, and takes the next second's bets", async () => {
    night.clock.advance(1_000);
    const codes = [];
    for (let i = 0; i < 12; i += 1) {
      const answer = await ana.bet({ stake: "10" });
      codes.push(answer.ok ? "taken" : answer.refusal.code);
    }
    bets += 10;
    expect(codes.slice(0, 10)).to.deep.equal(Array(10).fill("taken"));
    expect(codes.slice(10)).to.deep.equal(["rate_limited", "rate_limited"]);
  });

  it("lives through garbage in frames, whatever byte it begins with", async () => {
    const { roomId } = night.test.lobby;
    for (let first = 0; first < 256; first += 8) {
      const seat = await takeRawSeat(night.test.url, { roomId });
      for (let byte = first; byte < first + 8; byte += 1) {
        seat.socket.send(Buffer.concat([Buffer.of(byte), randomBytes(40)]));
        seat.socket.send(Buffer.of(byte));
      }
      seat.socket.send("no frame at all");
      seat.socket.terminate();
      await seat.closed;
    }
  });

  it("cuts a frame that is too large", async () => {
    const seat = await takeRawSeat(night.test.url, { roomId: night.test.lobby.roomId });
    seat.socket.send(Buffer.alloc(1_048_576));
    expect(await seat.closed).to.equal(1009);
  });

  it("cuts a flood of 10,000 messages, and only it", async () => {
    const seat = await takeRawSeat(night.test.url, {
      roomId: night.test.lobby.roomId,
      token: ana.session.token,
    });
    const message = Buffer.concat([Buffer.of(13), Buffer.from("\xa8readMine\x80", "latin1")]);
    for (let i = 0; i < 10_000; i += 1) seat.socket.send(message);
    await seat.closed;
  });

  it("shuts the door on sockets that nobody reserved, and on noise", async () => {
    const { url, app } = night.test;
    const stranger = new WebSocket(
      `${url.replace("http", "ws")}/none/${"x".repeat(36)}?sessionId=1`,
    );
    stranger.on("error", () => undefined);
    await once(stranger, "close");
    const noise = connect(app.port, "127.0.0.1");
    noise.on("error", () => undefined);
    noise.resume();
    noise.write(randomBytes(2_000));
    noise.end("\r\n\r\n");
    await once(noise, "close");
  });
});
