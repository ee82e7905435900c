import { expect } from "chai";
import type { DataSource } from "typeorm";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { type AudienceBook, openAudienceBook } from "#server/testing/audience-book.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { forceLink } from "./force-link.ts";
import { IdentityEntity } from "./identity-entity.ts";
import { LinkChallengeEntity } from "./link-challenge-entity.ts";
import { unlinkHandle } from "./unlink-handle.ts";

const DAY_MINUTES = 24 * 60;

describe("linking a handle", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let live: AudienceBook;
  let ana: string;
  let bo: string;
  beforeEach(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    live = await openAudienceBook(dataSource);
    [ana, bo] = (await makePlayers(dataSource, [1_000n, 1_000n])) as [string, string];
    await live.comes(live.gift(500));
  });
  afterEach(async () => {
    await expectCleanBooks(dataSource);
    await database.drop();
  });

  /** The player who holds the handle. */
  async function holder(viewerId = "7001"): Promise<string | undefined> {
    const links = await dataSource.manager.findBy(IdentityEntity, { viewerId });
    return links.find(({ unlinkedAtMs }) => unlinkedAtMs === null)?.playerId;
  }

  async function link(playerId: string, minute = 0): Promise<void> {
    const code = await live.code(playerId, "handle7001", minute);
    await live.comes(live.chat(`link ${code}`, { minute }));
  }

  /** Takes coins out of a wallet, as a shop will. */
  async function spend(playerId: string, coins: bigint): Promise<void> {
    await dataSource.transaction(async (manager) => {
      await manager.query(
        "insert into accounts (name, currency, kind, balance) values ('house:coins', 'coins', 'house', 0)",
      );
      const postings = [
        { account: `available:${playerId}` as const, amount: -coins },
        { account: "house:coins" as const, amount: coins },
      ];
      await postTransfers(manager, [{ kind: "reversal", currency: "coins", playerId, postings }]);
    });
  }

  it("takes the code as a comment from it, and brings its coins", async () => {
    const code = await live.code(ana, "@Handle7001");
    expect(await live.coins(ana)).to.equal(undefined);
    await live.comes(live.chat(` #LINK  ${code.toLowerCase()} `, { minute: 10 }));
    expect(await holder()).to.equal(ana);
    expect([await live.coins(ana), await live.waiting()]).to.deep.equal([10n, 0n]);
    expect(live.told).to.deep.equal([ana]);
    const [identity] = await dataSource.manager.find(IdentityEntity);
    expect(identity).to.deep.include({ linkedBy: "comment", coinsMoved: 10n, unlinkedBy: null });
  });

  it("works for a handle that has never been seen", async () => {
    const code = await live.code(ana, "newcomer");
    await live.comes(live.chat(`link ${code}`, { viewerId: "9", handle: "NewComer" }));
    expect(await holder("9")).to.equal(ana);
    expect(await live.coins(ana)).to.equal(0n);
  });

  it("brings the coins of the very batch that links it", async () => {
    const code = await live.code(ana, "handle7001");
    await live.comes(live.gift(50), live.chat(`link ${code}`), live.gift(50));
    expect([await live.coins(ana), await live.waiting()]).to.deep.equal([12n, 0n]);
  });

  it("holds on to the viewer when the handle changes", async () => {
    await link(ana);
    await live.comes(live.gift(50, { handle: "renamed" }));
    expect([await holder(), await live.coins(ana)]).to.deep.equal([ana, 11n]);
    expect((await live.viewer())?.handleKey).to.equal("renamed");
  });

  it("is over ten minutes after the code was asked for", async () => {
    const code = await live.code(ana, "handle7001");
    await live.comes(live.chat(`link ${code}`, { minute: 10.01 }));
    expect(await holder()).to.equal(undefined);
  });

  it("takes a code once", async () => {
    const code = await live.code(ana, "handle7001");
    await live.comes(live.chat(`link ${code}`), live.chat("unlink", { minute: 1 }));
    await live.comes(live.chat(`link ${code}`, { minute: 2 }));
    expect(await holder()).to.equal(undefined);
  });

  it("takes no code from another handle", async () => {
    const code = await live.code(ana, "handle7001");
    await live.comes(live.chat(`link ${code}`, { viewerId: "8" }));
    expect([await holder(), await holder("8")]).to.deep.equal([undefined, undefined]);
    await live.comes(live.chat(`link ${code}`));
    expect(await holder()).to.equal(ana);
  });

  it("ends with the fifth wrong code", async () => {
    const code = await live.code(ana, "handle7001");
    const wrong = Array.from({ length: 4 }, () => live.chat("link AAAAAA"));
    await live.comes(
      ...wrong,
      live.chat("link in bio"),
      live.chat("link AAAAAA", { viewerId: "8" }),
    );
    const [tried] = await dataSource.manager.find(LinkChallengeEntity);
    expect(tried).to.deep.include({ wrongTries: 4, endedBy: null });
    await live.comes(live.chat("link AAAAAA"), live.chat(`link ${code}`));
    expect(await holder()).to.equal(undefined);
    const [challenge] = await dataSource.manager.find(LinkChallengeEntity);
    expect(challenge).to.deep.include({ wrongTries: 5, endedBy: "wrong_tries" });
  });

  it("opens no wallet for a wrong code", async () => {
    await live.code(ana, "handle7001");
    await live.comes(live.chat("link AAAAAA"));
    expect(await live.coins(ana)).to.equal(undefined);
  });

  it("goes to the one of two players whose code is said", async () => {
    await live.code(ana, "handle7001");
    const code = await live.code(bo, "handle7001");
    await live.comes(live.chat(`link ${code}`));
    expect([await holder(), await live.coins(bo)]).to.deep.equal([bo, 10n]);
    expect(await live.coins(ana)).to.equal(undefined);
  });

  it("takes the newest code of a player alone", async () => {
    const old = await live.code(ana, "handle7001");
    const code = await live.code(ana, "handle7001", 1);
    await live.comes(live.chat(`link ${old}`, { minute: 2 }));
    expect(await holder()).to.equal(undefined);
    await live.comes(live.chat(`link ${code}`, { minute: 3 }));
    expect(await holder()).to.equal(ana);
  });

  it("moves the handle to another player, and leaves the coins where they are", async () => {
    await link(ana);
    await link(bo, 20);
    await live.comes(live.gift(100));
    expect([await holder(), await live.coins(ana), await live.coins(bo)]).to.deep.equal([
      bo,
      10n,
      2n,
    ]);
    const links = await dataSource.manager.find(IdentityEntity, { order: { id: "ASC" } });
    expect(links.map(({ unlinkedBy }) => unlinkedBy)).to.deep.equal(["other_player", null]);
  });

  it("changes nothing when the handle is the player's already", async () => {
    await link(ana);
    await link(ana, 20);
    expect(await dataSource.manager.count(IdentityEntity)).to.equal(1);
  });

  it("lets a player have many handles", async () => {
    await link(ana);
    const code = await live.code(ana, "handle8");
    await live.comes(
      live.gift(100, { viewerId: "8" }),
      live.chat(`link ${code}`, { viewerId: "8" }),
    );
    await live.comes(live.gift(100), live.gift(100, { viewerId: "8" }));
    expect(await live.coins(ana)).to.equal(10n + 2n + 2n + 2n);
  });

  it("is undone by `unlink` from the handle within 24 hours, coins included", async () => {
    await link(ana);
    await live.comes(live.gift(100));
    await live.comes(live.chat("unlink", { minute: DAY_MINUTES }));
    expect([await holder(), await live.coins(ana)]).to.deep.equal([undefined, 2n]);
    expect(await live.waiting()).to.equal(10n);
    await link(bo, DAY_MINUTES + 1);
    expect(await live.coins(bo)).to.equal(10n);
  });

  it("is undone with what is left of the coins", async () => {
    await link(ana);
    await spend(ana, 7n);
    await live.comes(live.chat("unlink", { minute: 5 }));
    expect([await live.coins(ana), await live.waiting()]).to.deep.equal([0n, 3n]);
    const [identity] = await dataSource.manager.find(IdentityEntity);
    expect(identity).to.deep.include({ coinsMoved: 10n, coinsReturned: 3n });
  });

  it("ends by `unlink` after 24 hours, and the coins stay", async () => {
    await link(ana);
    await live.comes(live.chat("unlink", { minute: DAY_MINUTES + 1 }));
    expect([await holder(), await live.coins(ana)]).to.deep.equal([undefined, 10n]);
    expect(await live.waiting()).to.equal(0n);
  });

  it("does not end by an `unlink` that was said before it", async () => {
    await link(ana, 5);
    await live.comes(live.chat("unlink", { minute: 4 }));
    expect(await holder()).to.equal(ana);
  });

  it("does not end by an `unlink` from another handle", async () => {
    await link(ana);
    await live.comes(live.chat("unlink", { viewerId: "8" }));
    expect(await holder()).to.equal(ana);
  });

  it("heeds every word of one batch in its order", async () => {
    const codes = [await live.code(ana, "handle7001"), await live.code(bo, "handle7001")];
    await live.comes(
      live.chat(`link ${codes[0]}`),
      live.chat("unlink", { minute: 1 }),
      live.chat(`link ${codes[1]}`, { minute: 2 }),
    );
    expect([await holder(), await live.coins(ana), await live.coins(bo)]).to.deep.equal([
      bo,
      0n,
      10n,
    ]);
  });

  it("ends by the player's hand, and the coins stay", async () => {
    await link(ana);
    const request = { source: "tiktok", viewerId: "7001", now: 1_800_000_100_000 };
    const refused = await unlinkHandle(dataSource, { ...request, playerId: bo });
    expect(refused).to.deep.equal({ ok: false, refusal: { code: "handle_unknown" } });
    expect((await unlinkHandle(dataSource, { ...request, playerId: ana })).ok).to.equal(true);
    expect([await holder(), await live.coins(ana)]).to.deep.equal([undefined, 10n]);
    expect((await unlinkHandle(dataSource, { ...request, playerId: ana })).ok).to.equal(false);
  });

  it("gives so many codes an hour, and says when the next one comes", async () => {
    for (let minute = 0; minute < 6; minute += 1) await live.code(ana, "handle7001", minute);
    const refusal = await live.code(ana, "handle7001", 59).catch((error: Error) => error.message);
    expect(refusal).to.equal("rate_limited");
    await live.code(bo, "handle7001", 59);
    await live.code(ana, "handle7001", 60);
  });

  it("gives one open code to a player who asks many times at once", async () => {
    await Promise.all(Array.from({ length: 6 }, () => live.code(ana, "handle7001")));
    const challenges = await dataSource.manager.find(LinkChallengeEntity);
    expect(challenges.filter(({ endedBy }) => endedBy === null)).to.have.length(1);
    const more = await live.code(ana, "handle7001").catch((error: Error) => error.message);
    expect(more).to.equal("rate_limited");
  });

  it("loses no coin when stages, players and hosts are at it at once", async () => {
    const other = await openAudienceBook(dataSource);
    const viewerIds = ["7001", "8", "9"];
    const give = async (book: AudienceBook, order: string[]) => {
      for (let i = 0; i < 15; i += 1) {
        await book.comes(...order.map((viewerId) => book.gift(70, { viewerId, minute: 3 * i })));
      }
    };
    const wander = async (playerId: string, viewerId: string) => {
      for (let i = 0; i < 5; i += 1) {
        const code = await live.code(playerId, `handle${viewerId}`);
        await live.comes(live.chat(`link ${code}`, { viewerId }));
        if (i % 2 === 0) await live.comes(live.chat("unlink", { viewerId, minute: 1 }));
      }
    };
    const force = async () => {
      for (const viewerId of [...viewerIds, ...viewerIds]) {
        const handle = `handle${viewerId}`;
        const request = { source: "tiktok", handle, playerId: ana, reason: "storm", now: 0 };
        await forceLink(dataSource, request);
        await unlinkHandle(dataSource, { ...request, viewerId });
      }
    };
    await Promise.all([
      give(live, viewerIds),
      give(other, viewerIds.toReversed()),
      wander(ana, "7001"),
      wander(bo, "8"),
      force(),
    ]);
    const waiting: bigint[] = [];
    for (const viewerId of viewerIds) waiting.push(await live.waiting(viewerId));
    const held = [(await live.coins(ana)) ?? 0n, (await live.coins(bo)) ?? 0n];
    const sum = [...waiting, ...held].reduce((total, coins) => total + coins, 0n);
    // 30 gifts of 70 diamonds are 42 coins each, 500 more diamonds on the first are 10.
    expect(sum).to.equal(52n + 42n + 42n);
  });

  it("refuses what is no handle", async () => {
    const refusal = await live.code(ana, "no handle!").catch((error: Error) => error.message);
    expect(refusal).to.equal("handle_invalid");
  });
});
