import { expect } from "chai";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import { type Stand, startStand } from "#server/testing/room-stand.ts";
import { makeShelf, shelfRoutes } from "#server/testing/shelf-routes.ts";
import { finishHttp } from "./http-app.ts";
import { serveRoutes } from "./serve-routes.ts";

describe("a route", () => {
  let stand: Stand;
  let shelf: ReturnType<typeof makeShelf>;
  let admitted: Outcome<undefined, "rate_limited">;
  let token: string;
  before(async () => {
    shelf = makeShelf();
    stand = await startStand({
      routes(app, { tokens, log }) {
        const { handlers, findReply } = shelf;
        serveRoutes(app, {
          routes: shelfRoutes,
          handlers,
          deps: {
            log,
            findReply,
            authenticate: tokens.verify,
            admit: async () => admitted,
            now: () => 0,
          },
        });
        finishHttp(app, { pagesDir: import.meta.dirname, log });
      },
    });
    token = stand.tokens.sign({ role: "player", playerId: "p", name: "Ana", roomKey: "r" });
  });
  after(() => stand.close());
  beforeEach(() => {
    shelf.weights.length = 0;
    admitted = accept(undefined);
  });

  async function call(method: string, path: string, init: RequestInit = {}) {
    const answer = await fetch(stand.url + path, { method, ...init });
    const text = await answer.text();
    return {
      status: answer.status,
      type: answer.headers.get("content-type"),
      replayed: answer.headers.get("idempotency-replayed"),
      retryAfter: answer.headers.get("retry-after"),
      text,
      body: JSON.parse(text) as { code?: string; detail?: object } & Record<string, unknown>,
    };
  }
  const put = (body: string, headers: Record<string, string> = { "idempotency-key": "k" }) =>
    call("POST", "/shelf", {
      body,
      headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...headers },
    });

  it("answers its reply with its status, amounts as strings", async () => {
    const answer = await put('{"weight":"12"}', { "idempotency-key": "first" });
    expect(answer).to.include({ status: 201, text: '{"place":1,"weight":"12"}', replayed: null });
    expect(answer.type).to.equal("application/json; charset=utf-8");
    expect((await call("GET", "/shelf/1?unit=kg")).status).to.equal(200);
  });

  it("answers a refusal as a problem with its code and figures", async () => {
    const answer = await put('{"weight":"101"}', { "idempotency-key": "heavy" });
    expect(answer.type).to.equal("application/problem+json; charset=utf-8");
    expect(answer.body).to.deep.equal({
      type: "about:blank",
      title: "stake above maximum",
      status: 422,
      code: "stake_above_maximum",
      detail: { maximum: "100" },
    });
  });

  const bad: [string, () => ReturnType<typeof call>, string][] = [
    ["a parameter that is no number", () => call("GET", "/shelf/one"), "place"],
    ["a parameter out of range", () => call("GET", "/shelf/0"), "place"],
    ["an unknown query", () => call("GET", "/shelf/1?colour=red"), ""],
    ["a wrong query", () => call("GET", "/shelf/1?unit=t"), "unit"],
    ["a query given twice", () => call("GET", "/shelf/1?unit=g&unit=kg"), "unit"],
    ["a number for an amount", () => put('{"weight":12}'), "weight"],
    ["a negative amount", () => put('{"weight":"-1"}'), "weight"],
    ["a fraction", () => put('{"weight":"1.5"}'), "weight"],
    ["too many digits", () => put(`{"weight":"${"9".repeat(19)}"}`), "weight"],
    ["an unknown field", () => put('{"weight":"1","more":1}'), ""],
    ["no field", () => put("{}"), "weight"],
    ["a list", () => put("[]"), ""],
    ["no body", () => put(""), "weight"],
    [
      "a body of another type",
      () => put('{"weight":"1"}', { "content-type": "text/plain" }),
      "weight",
    ],
  ];
  for (const [what, ask, at] of bad) {
    it(`refuses ${what} and says where it is`, async () => {
      const { status, body } = await ask();
      expect([status, body.code]).to.deep.equal([400, "invalid_input"]);
      expect(body.detail).to.include({ at });
    });
  }

  it("refuses a body that is no JSON, and one that is too large", async () => {
    for (const body of ["{", '{"weight":"1"', "null", '"text"', "\u0000"]) {
      expect((await put(body)).body.code, body).to.equal("invalid_input");
    }
    const large = await put(`{"weight":"${"1".repeat(1_000_000)}"}`);
    expect([large.status, large.body.code]).to.deep.equal([413, "payload_too_large"]);
  });

  it("opens to the right roles only, and asks who it is before what is wanted", async () => {
    const host = stand.tokens.sign({ role: "host" });
    for (const [authorization, code] of [
      ["", "unauthorized"],
      ["Basic abc", "unauthorized"],
      ["Bearer", "unauthorized"],
      ["Bearer nonsense", "unauthorized"],
      [`Bearer ${token}x`, "unauthorized"],
      [`Bearer ${host}`, "forbidden"],
    ] as const) {
      expect((await put("{}", { authorization })).body.code, authorization).to.equal(code);
    }
    const small = await put('{"weight":"1"}', {
      authorization: `bearer ${token}`,
      "idempotency-key": "scheme",
    });
    expect(small.status).to.equal(201);
  });

  it("that moves money needs a key, under either name, quoted or bare", async () => {
    const body = '{"weight":"5"}';
    expect((await put(body, {})).body.code).to.equal("idempotency_key_required");
    const same = [
      { "idempotency-key": "one" },
      { "idempotency-key": '"one"' },
      { "x-idempotency-key": "one" },
      { "x-idempotency-key": '"one"', "idempotency-key": "one" },
    ];
    const answers = [];
    for (const headers of same) answers.push(await put(body, headers));
    expect(new Set(answers.map(({ text }) => text)).size).to.equal(1);
    expect(answers.map(({ replayed }) => replayed)).to.deep.equal([null, "true", "true", "true"]);
    expect(shelf.weights).to.deep.equal([5n]);
  });

  it("refuses a key that is no key, and two that differ", async () => {
    for (const headers of [
      { "idempotency-key": "one", "x-idempotency-key": "two" },
      { "idempotency-key": "" },
      { "idempotency-key": '""' },
      { "idempotency-key": "two words" },
      { "idempotency-key": "ä" },
      { "idempotency-key": "x".repeat(256) },
    ] as Record<string, string>[]) {
      const { body } = await put('{"weight":"5"}', headers);
      expect(body.code, JSON.stringify(headers)).to.equal("idempotency_key_invalid");
    }
    expect(shelf.weights).to.deep.equal([]);
  });

  it("answers a known intent before it looks at limits, and says when a new one may come", async () => {
    const first = await put('{"weight":"7"}', { "idempotency-key": "known" });
    admitted = refuse("rate_limited", { retryAfterSeconds: 4 });
    const again = await put('{"weight":"7"}', { "idempotency-key": "known" });
    expect(again).to.include({ status: 201, text: first.text, replayed: "true" });
    const fresh = await put('{"weight":"7"}', { "idempotency-key": "unknown" });
    expect(fresh).to.include({ status: 429, retryAfter: "4" });
    expect(shelf.weights).to.deep.equal([7n]);
  });

  it("with a bug in it is answered `internal` and logged, with nothing of the bug in the answer", async () => {
    const authorization = `Bearer ${stand.tokens.sign({ role: "host" })}`;
    const answer = await call("POST", "/shelf/break", { headers: { authorization } });
    expect([answer.status, answer.body.code]).to.deep.equal([500, "internal"]);
    expect(answer.text).not.to.include("broke");
    const said = stand.log.lines.filter(({ level }) => level === "error").at(-1)?.fields ?? {};
    expect((said.error as Error).message).to.equal("the shelf broke");
    expect(said.at).to.equal("breakShelf");
  });

  it("that nobody serves is not found, by any method", async () => {
    for (const [method, path] of [
      ["GET", "/nothing"],
      ["POST", "/shelf/1"],
      ["DELETE", "/shelf"],
      ["PATCH", "/shelf"],
    ] as const) {
      const { status, body } = await call(method, path);
      expect([status, body.code], `${method} ${path}`).to.deep.equal([404, "not_found"]);
    }
  });
});
