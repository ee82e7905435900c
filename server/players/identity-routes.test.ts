import { expect } from "chai";
import type { DataSource } from "typeorm";
import { accept } from "#common/framework/refusals.ts";
import { identityRoutes } from "#common/players/identity-api.ts";
import { finishHttp } from "#server/framework/http-app.ts";
import { serveRoutes } from "#server/framework/serve-routes.ts";
import {
  type AudienceBook,
  LIVE_STARTS_AT,
  openAudienceBook,
} from "#server/testing/audience-book.ts";
import { callHttp } from "#server/testing/call-http.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { type Stand, startStand } from "#server/testing/room-stand.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { HostActionEntity } from "./host-action-entity.ts";
import { createIdentityHandlers } from "./identity-routes.ts";

describe("the routes of handles", () => {
  const told: string[] = [];
  let database: TestDatabase;
  let dataSource: DataSource;
  let stand: Stand;
  let live: AudienceBook;
  let ana: string;
  let bo: string;
  let now: number;
  beforeEach(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    now = LIVE_STARTS_AT;
    told.length = 0;
    live = await openAudienceBook(dataSource);
    [ana, bo] = (await makePlayers(dataSource, [1_000n, 1_000n])) as [string, string];
    stand = await startStand({
      routes(app, { tokens, log }) {
        serveRoutes(app, {
          routes: identityRoutes,
          handlers: createIdentityHandlers({
            dataSource,
            now: () => now,
            codesPerHourMax: 2,
            onWalletsChanged: (playerIds) => told.push(...playerIds),
          }),
          deps: {
            log,
            findReply: async () => undefined,
            authenticate: tokens.verify,
            admit: async () => accept(undefined),
            now: () => now,
          },
        });
        finishHttp(app, { pagesDir: import.meta.dirname, log });
      },
    });
    await live.comes(live.gift(500));
  });
  afterEach(async () => {
    await stand.close();
    await expectCleanBooks(dataSource);
    await database.drop();
  });

  const tokenOf = (playerId: string) =>
    stand.tokens.sign({ role: "player", playerId, name: "Ana", roomKey: "r" });
  const get = (playerId: string) =>
    callHttp(stand.url, { method: "GET", path: "/identities", token: tokenOf(playerId) });
  const post = (path: string, body: unknown, token = tokenOf(ana)) =>
    callHttp(stand.url, { method: "POST", path: `/identities/${path}`, body, token });
  const force = (body: object) =>
    post(
      "force-link",
      { source: "tiktok", handle: "@Handle7001", playerId: ana, reason: "lost phone", ...body },
      stand.tokens.sign({ role: "host" }),
    );
  const anaIsLinked = {
    source: "tiktok",
    viewerId: "7001",
    handle: "handle7001",
    name: "Name 7001",
    linkedAt: LIVE_STARTS_AT,
    coinsMoved: "10",
  };

  it("show a player the open code, then the handle, and nobody else", async () => {
    const asked = await post("link", { source: "tiktok", handle: "@Handle7001" });
    expect(asked.status).to.equal(201);
    expect(asked.body).to.deep.include({
      source: "tiktok",
      handle: "Handle7001",
      expiresAt: LIVE_STARTS_AT + 600_000,
    });
    expect((await get(ana)).body).to.deep.equal({ identities: [], challenge: asked.body });
    await live.comes(live.chat(`link ${String(asked.body.code)}`));
    expect((await get(ana)).body).to.deep.equal({ identities: [anaIsLinked], challenge: null });
    expect((await get(bo)).body).to.deep.equal({ identities: [], challenge: null });
  });

  it("show no code that has run out", async () => {
    await post("link", { source: "tiktok", handle: "handle7001" });
    now += 600_001;
    expect((await get(ana)).body.challenge).to.equal(null);
  });

  it("refuse what is no handle, and too many codes with the seconds to wait", async () => {
    const link = () => post("link", { source: "tiktok", handle: "handle7001" });
    const wrong = await post("link", { source: "tiktok", handle: "no handle!" });
    expect([wrong.status, wrong.body.code]).to.deep.equal([422, "handle_invalid"]);
    await link();
    await link();
    now += 60_000;
    const limited = await link();
    expect([limited.status, limited.headers.get("retry-after")]).to.deep.equal([429, "3540"]);
  });

  it("unlink a handle of the caller alone", async () => {
    await force({});
    const body = { source: "tiktok", viewerId: "7001" };
    expect((await post("unlink", body, tokenOf(bo))).body.code).to.equal("handle_unknown");
    expect((await post("unlink", body)).status).to.equal(200);
    expect((await get(ana)).body.identities).to.deep.equal([]);
    expect(await live.coins(ana)).to.equal(10n);
  });

  it("link by the host's hand, once, and keep a note of it", async () => {
    const linked = await force({});
    expect([linked.status, linked.body]).to.deep.equal([201, anaIsLinked]);
    expect((await force({})).body).to.deep.equal(anaIsLinked);
    expect(told[0]).to.equal(ana);
    const notes = await dataSource.manager.find(HostActionEntity);
    expect(notes).to.have.length(1);
    expect(notes[0]).to.deep.include({
      action: "force_link",
      target: `player:${ana}`,
      detail: {
        source: "tiktok",
        viewerId: "7001",
        handle: "handle7001",
        reason: "lost phone",
        coinsMoved: "10",
      },
    });
  });

  it("find the viewer who bore a handle last", async () => {
    await live.comes(live.like({ minute: 1 }), live.gift(100, { viewerId: "8" }));
    await live.comes(live.chat("hi", { viewerId: "8", handle: "handle7001", minute: 30 }));
    expect((await force({})).body.viewerId).to.equal("8");
  });

  it("link nothing by the host's hand that is unknown or somebody else's", async () => {
    expect((await force({ handle: "nobody" })).body.code).to.equal("handle_unknown");
    const stranger = await force({ playerId: "00000000-0000-4000-8000-000000000000" });
    expect(stranger.body.code).to.equal("not_found");
    await force({});
    expect((await force({ playerId: bo })).body.code).to.equal("handle_linked");
    expect((await force({ reason: " " })).body.code).to.equal("invalid_input");
    expect(await dataSource.manager.count(HostActionEntity)).to.equal(1);
  });

  it("let players link and hosts force, and neither the other", async () => {
    const body = { source: "tiktok", handle: "handle7001", playerId: ana, reason: "me" };
    expect((await post("force-link", body)).status).to.equal(403);
    const host = stand.tokens.sign({ role: "host" });
    const named = { source: "tiktok", handle: "handle7001" };
    expect((await post("link", named, host)).status).to.equal(403);
  });
});
