import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { expect } from "chai";
import { createTokens } from "#server/players/tokens.ts";
import { makeFakeClock } from "#server/testing/fake-clock.ts";
import { type Phone, type RaceNight, startRaceNight } from "#server/testing/race-night.ts";
import { TEST_SECRET } from "#server/testing/test-app.ts";

type Sent = {
  method?: string;
  path?: string;
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
};

describe("bad input over HTTP", () => {
  let night: RaceNight;
  let ana: Phone;
  let betId: string;
  let hostToken: string;

  before(async () => {
    night = await startRaceNight({ environment: { JOINS_PER_MINUTE_MAX: "1000" } });
    ana = await night.phone("Ana");
    hostToken = await night.test.hostToken();
    const early = await ana.betByHttp();
    expect([early.status, early.body.code]).to.deep.equal([409, "betting_closed"]);
    await night.openBetting();
    const placed = await ana.betByHttp({ key: "spent" });
    betId = (placed.body.bet as { id: string }).id;
  });
  after(() => night.end());

  const bet = (changes: object) => ({
    raceId: night.host.state.raceId,
    market: "win",
    selection: [1],
    stake: "100",
    ...changes,
  });
  const placing = (
    body: unknown,
    headers: Record<string, string> = { "idempotency-key": randomUUID() },
  ): Sent => ({
    method: "POST",
    path: "/bets",
    token: ana.session.token,
    headers,
    body,
  });
  const joining = (changes: object): Sent => ({
    method: "POST",
    path: "/auth/join",
    body: { name: "Nina", lobby: night.test.lobby.code, joinKey: "k".repeat(30), ...changes },
  });
  const withKeys = (...keys: string[]) =>
    Object.fromEntries(keys.map((key, i) => [`${i ? "x-" : ""}idempotency-key`, key]));
  const oldClock = makeFakeClock(1_800_000_000_000 - 13 * 60 * 60 * 1_000);
  const expired = () =>
    createTokens({ secret: TEST_SECRET, clock: oldClock }).sign({
      role: "player",
      playerId: ana.session.player.id,
      roomKey: night.test.lobby.roomId,
    });
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"role":"host","iss":"grandstand"}')}.`;

  const table: [what: string, sent: () => Sent, status: number, code: string][] = [
    ["malformed JSON", () => placing('{"raceId": 1,'), 400, "invalid_input"],
    ["JSON that is no object", () => placing("[1, 2]"), 400, "invalid_input"],
    ["no body", () => placing(undefined), 400, "invalid_input"],
    ["a number for a stake", () => placing(bet({ stake: 100 })), 400, "invalid_input"],
    ["a text for a race", () => placing(bet({ raceId: "1" })), 400, "invalid_input"],
    ["a text for a selection", () => placing(bet({ selection: "1" })), 400, "invalid_input"],
    ["an object for a market", () => placing(bet({ market: {} })), 400, "invalid_input"],
    ["an unknown field", () => placing(bet({ playerId: "me" })), 400, "invalid_input"],
    ["a polluting field", () => placing('{"__proto__":{"stake":"1"}}'), 400, "invalid_input"],
    ["a negative stake", () => placing(bet({ stake: "-100" })), 400, "invalid_input"],
    ["a stake of 0", () => placing(bet({ stake: "0" })), 422, "stake_below_minimum"],
    ["a fraction of a chip", () => placing(bet({ stake: "10.5" })), 400, "invalid_input"],
    ["a stake in powers of ten", () => placing(bet({ stake: "1e3" })), 400, "invalid_input"],
    ["a huge stake", () => placing(bet({ stake: "9".repeat(18) })), 422, "stake_above_maximum"],
    ["a stake past 18 digits", () => placing(bet({ stake: "9".repeat(19) })), 400, "invalid_input"],
    ["a huge race", () => placing(bet({ raceId: 2 ** 53 })), 400, "invalid_input"],
    ["a race past the database's", () => placing(bet({ raceId: 2 ** 40 })), 400, "invalid_input"],
    ["a race that is not there", () => placing(bet({ raceId: 2 ** 31 - 1 })), 404, "race_unknown"],
    ["runner 0", () => placing(bet({ selection: [0] })), 400, "invalid_input"],
    ["half a runner", () => placing(bet({ selection: [1.5] })), 400, "invalid_input"],
    ["no runner", () => placing(bet({ selection: [] })), 400, "invalid_input"],
    ["a runner who is not there", () => placing(bet({ selection: [24] })), 422, "runner_unknown"],
    ["no key", () => placing(bet({}), {}), 400, "idempotency_key_required"],
    [
      "a key too long",
      () => placing(bet({}), withKeys("k".repeat(256))),
      400,
      "idempotency_key_invalid",
    ],
    ["two keys", () => placing(bet({}), withKeys("a", "b")), 400, "idempotency_key_invalid"],
    [
      "a spent key",
      () => placing(bet({ stake: "20" }), withKeys("spent")),
      422,
      "idempotency_key_reused",
    ],
    ["1 MB", () => placing(bet({ market: "x".repeat(1_048_576) })), 413, "payload_too_large"],
    ["no token", () => ({ path: "/wallet/me" }), 401, "unauthorized"],
    ["a made-up token", () => ({ path: "/wallet/me", token: "x.y.z" }), 401, "unauthorized"],
    ["a token nobody signed", () => ({ path: "/lobbies", token: unsigned }), 401, "unauthorized"],
    ["an expired token", () => ({ path: "/wallet/me", token: expired() }), 401, "token_expired"],
    ["a host's bet", () => ({ ...placing(bet({})), token: hostToken }), 403, "forbidden"],
    [
      "a player's lobby",
      () => ({ method: "POST", path: "/lobbies", token: ana.session.token }),
      403,
      "forbidden",
    ],
    [
      "a bet id in letters",
      () => ({ method: "DELETE", path: "/bets/one", token: ana.session.token }),
      400,
      "invalid_input",
    ],
    [
      "SQL for a bet id",
      () => ({ method: "DELETE", path: "/bets/1%20OR%201=1", token: ana.session.token }),
      400,
      "invalid_input",
    ],
    [
      "a broken escape",
      () => ({ method: "DELETE", path: "/bets/%E0%A4%A", token: ana.session.token }),
      400,
      "invalid_input",
    ],
    ["SQL for a lobby", () => ({ path: "/races?lobby='%20OR%201=1--" }), 400, "invalid_input"],
    ["a page without end", () => ({ path: "/races?limit=1000000" }), 400, "invalid_input"],
    [
      "a cursor in words",
      () => ({ path: "/wallet/me/statement?before=now", token: ana.session.token }),
      400,
      "invalid_input",
    ],
    [
      "a record to come",
      () => ({ path: `/races/${night.host.state.raceId}/record` }),
      404,
      "race_unknown",
    ],
    [
      "a name of nothing visible",
      () => joining({ name: "\u200b\u200b\u200b" }),
      422,
      "name_invalid",
    ],
    ["a name without end", () => joining({ name: "x".repeat(100) }), 422, "name_invalid"],
    ["an unknown lobby", () => joining({ lobby: "AAAA" }), 404, "lobby_unknown"],
    ["a guessable join key", () => joining({ joinKey: "1" }), 400, "invalid_input"],
    ["an unknown path", () => ({ path: "/admin" }), 404, "not_found"],
    ["an unknown method", () => ({ method: "PATCH", path: "/bets" }), 404, "not_found"],
  ];
  for (const [what, sent, status, code] of table) {
    it(`answers ${what} with ${status} ${code}`, async () => {
      const { method = "GET", path = "/", ...rest } = sent();
      const answer = await night.test.call(method, path, rest);
      expect([answer.status, answer.body.code]).to.deep.equal([status, code]);
      expect(answer.headers.get("content-type")).to.match(/problem\+json/);
      expect((await ana.wallet()).locked).to.equal("100");
    });
  }

  it("knows nobody's bet but one's own", async () => {
    const bruno = await night.phone("Bruno");
    const path = `/bets/${betId}`;
    const answer = await night.test.call("DELETE", path, { token: bruno.session.token });
    expect([answer.status, answer.body.code]).to.deep.equal([404, "bet_unknown"]);
  });

  it("takes SQL in a name for a name", async () => {
    const name = "x'); DROP TABLE b;--";
    const { player } = await night.test.join(name);
    expect(player.name).to.equal(name);
    const { body } = await night.test.call("GET", "/lobbies/current");
    expect(body.latestPlayers).to.include(name);
  });

  it("serves no file from outside its pages", async () => {
    for (const path of [
      "/../../etc/passwd",
      "/..%2f..%2f..%2f..%2fetc%2fpasswd",
      "/%2e%2e/%2e%2e/package.json",
      "/assets/..%2f..%2fpackage.json",
      "/assets/..\\..\\package.json",
      "/package.json",
      "/.env",
      "/.built",
      "/%00",
    ]) {
      const { status, text } = await rawGet(path);
      expect([400, 403, 404], path).to.include(status);
      expect(text, path).to.not.match(/root:|"dependencies"|PORT=/);
    }
  });

  /** As it is written: `fetch` would tidy the path. */
  function rawGet(path: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port: night.test.app.port, path }, (response) => {
        let text = "";
        response.on("data", (bytes: Buffer) => {
          text += bytes.toString();
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      });
      sent.once("error", reject).end();
    });
  }

  it("locks an address out for a minute after five wrong PINs", async () => {
    const tryPin = (pin: string) => night.test.call("POST", "/auth/host", { body: { pin } });
    for (let i = 0; i < 5; i += 1) expect((await tryPin("000000")).body.code).to.equal("wrong_pin");
    const locked = await tryPin("000000");
    expect([locked.status, locked.body.code]).to.deep.equal([429, "pin_locked"]);
    expect(Number(locked.headers.get("retry-after"))).to.be.within(1, 60);
  });
});

describe("a storm of joins from one address", () => {
  it("is let in as far as the limit goes, and told when to come back", async () => {
    const night = await startRaceNight({ environment: { JOINS_PER_MINUTE_MAX: "30" } });
    try {
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, i) => {
          const joinKey = randomUUID().replaceAll("-", "");
          const body = { name: `Bot ${i}`, lobby: night.test.lobby.code, joinKey };
          return night.test.call("POST", "/auth/join", { body });
        }),
      );
      const taken = answers.filter(({ status }) => status === 201);
      const refused = answers.filter(({ body }) => body.code === "rate_limited");
      expect([taken.length, refused.length]).to.deep.equal([30, 70]);
      for (const { status, headers } of refused) {
        expect(status).to.equal(429);
        expect(Number(headers.get("retry-after"))).to.be.within(1, 60);
      }
      expect((await night.test.call("GET", "/healthz")).status).to.equal(200);
    } finally {
      await night.end();
    }
  });
});
