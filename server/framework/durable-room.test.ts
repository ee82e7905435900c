import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { makePlayer } from "#server/testing/make-player.ts";
import { makeRoom, roomOn } from "#server/testing/make-room.ts";
import { LEASE_MS, type Stand, startStand } from "#server/testing/room-stand.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { assertMine, createRoomLeases, LeaseLost, type RoomLeases } from "./durable-room.ts";

describe("a durable room", () => {
  let database: TestDatabase;
  let owner: string;
  let stand: Stand;
  beforeEach(async () => {
    database = await createTestDatabase();
    owner = randomUUID();
    stand = await startStand({ database, owner });
  });
  afterEach(async () => {
    await stand.close();
    await database.drop();
  });

  /** Another process on the same database, as far as its leases go. */
  const another = (): RoomLeases =>
    createRoomLeases({
      dataSource: database.dataSource,
      owner: randomUUID(),
      leaseMs: LEASE_MS,
      now: stand.clock.now,
    });
  const expire = (id: string) =>
    database.dataSource.query(
      "UPDATE durable_rooms SET lease_until = now() - interval '1 second' WHERE id = $1",
      [id],
    );
  const isLost = (error: unknown) => error instanceof LeaseLost;

  it("comes back at the next start from its row, in a new epoch, with its versions from the beginning", async () => {
    const room = await makeRoom(stand);
    const ana = await makePlayer(room, "Ana");
    const host = await makePlayer(room, { role: "host" });
    await ana.request("add", { by: 41 });
    expect(await host.request("keep", {})).to.deep.equal({ ok: true, value: {} });
    const before = { ...(await ana.sees(({ count }) => count === 41)).toJSON() };
    await stand.close();
    expect(await ana.left).to.equal(4001);
    stand = await startStand({ database, owner });
    expect(stand.recovered).to.equal(1);
    const back = roomOn(stand, room.row);
    const again = await makePlayer(back, "Ana");
    expect(again.state.count).to.equal(41);
    expect(before.roomEpoch).to.equal(1);
    expect(again.state.roomEpoch).to.equal(2);
    expect(again.state.stateVersion).to.be.below(10);
  });

  it("keeps its lease for as long as it lives", async () => {
    const room = await makeRoom(stand);
    await expire(room.id);
    stand.clock.advance(LEASE_MS / 3);
    while ((await leaseOf(room.id)) <= 0) expect(room.context.state.roomEpoch).to.equal(1);
    expect(await another().takeOver({ isBoot: true })).to.deep.equal([]);
  });

  it("with a living owner is left alone, by a boot and by a watcher", async () => {
    await makeRoom(stand);
    expect(await another().takeOver({ isBoot: true })).to.deep.equal([]);
    expect(await another().takeOver({ isBoot: false })).to.deep.equal([]);
    expect(await stand.leases.takeOver({ isBoot: false })).to.deep.equal([]);
  });

  it("whose lease has run out goes to one of all who want it, in a new epoch", async () => {
    const room = await makeRoom(stand);
    await expire(room.id);
    const takers = [another(), another(), another()];
    const taken = (await Promise.all(takers.map((each) => each.takeOver({ isBoot: true })))).flat();
    expect(taken.map(({ id, epoch }) => ({ id, epoch }))).to.deep.equal([
      { id: room.id, epoch: 2 },
    ]);
  });

  it("that was taken over refuses every write of its old owner", async () => {
    const room = await makeRoom(stand);
    await expire(room.id);
    await another().takeOver({ isBoot: true });
    const { leases } = stand;
    const writes = [
      leases.renew(room.row),
      leases.saveSettings(room.row, { count: 1 }),
      leases.close(room.row),
      database.dataSource.transaction((manager) => assertMine(manager, room.row)),
    ];
    const answers = await Promise.all(writes.map((write) => write.then(() => false, isLost)));
    expect(answers).to.deep.equal([true, true, true, true]);
    expect((await leases.findOpen(room.row.type, room.row.code))?.settings).to.deep.equal({});
  });

  it("that was taken over closes here as soon as its owner renews its lease", async () => {
    const room = await makeRoom(stand);
    const ana = await makePlayer(room, "Ana");
    await expire(room.id);
    await another().takeOver({ isBoot: true });
    stand.clock.advance(LEASE_MS / 3);
    expect(await ana.left).to.equal(4001);
    expect(await stand.host.close(room.id)).to.equal(false);
  });

  it("that was taken over closes here at the first command that writes, which may be asked again", async () => {
    const room = await makeRoom(stand);
    const host = await makePlayer(room, { role: "host" });
    await expire(room.id);
    await another().takeOver({ isBoot: true });
    const answer = host.request("keep", {}).catch(() => "cut");
    expect(await host.left).to.equal(4001);
    const refused = { ok: false, refusal: { code: "closing" } };
    expect([JSON.stringify(refused), '"cut"']).to.include(JSON.stringify(await answer));
  });

  it("proves its owner and shuts a take-over out until the transaction ends", async () => {
    const room = await makeRoom(stand);
    await expire(room.id);
    let taken: Promise<unknown[]> | undefined;
    await database.dataSource.transaction(async (manager) => {
      await assertMine(manager, room.row);
      taken = another().takeOver({ isBoot: true });
      const [row] = await manager.query("SELECT epoch FROM durable_rooms WHERE id = $1", [room.id]);
      expect(row).to.deep.equal({ epoch: 1 });
    });
    expect(await taken).to.have.length(1);
  });

  it("that can't be opened is missing until it is opened or another process has it", async () => {
    const room = await makeRoom(stand);
    await stand.close();
    const mine = createRoomLeases({
      dataSource: database.dataSource,
      owner,
      leaseMs: LEASE_MS,
      now: stand.clock.now,
    });
    const ghost = { id: randomUUID(), type: "unknown", code: "GHST", settings: {} };
    await mine.open(ghost);
    stand = await startStand({ database, owner });
    expect(stand.recovered, "the other room is open").to.equal(1);
    expect(stand.host.missingRooms()).to.equal(1);
    await makePlayer(roomOn(stand, room.row), "Ana");
    await expire(ghost.id);
    expect(await another().takeOver({ isBoot: false })).to.have.length(1);
    stand.host.watch(LEASE_MS);
    stand.clock.advance(LEASE_MS);
    while (stand.host.missingRooms() > 0) await database.dataSource.query("SELECT 1");
  });

  it("of a dead owner is opened by whoever watches", async () => {
    const row = await another().open({
      id: randomUUID(),
      type: "counter",
      code: "W1",
      settings: {},
    });
    stand.host.watch(LEASE_MS);
    stand.clock.advance(LEASE_MS);
    await expire(row.id);
    while (!stand.counters.isOpen(row.id)) {
      stand.clock.advance(LEASE_MS);
      await leaseOf(row.id);
    }
    expect(stand.counters.contextOf(row.id).state.roomEpoch).to.equal(2);
  });

  it("that went away and came back before anybody here noticed is opened anew", async () => {
    const room = await makeRoom(stand);
    const ana = await makePlayer(room, "Ana");
    for (const leases of [another(), stand.leases]) {
      await expire(room.id);
      const [row] = await leases.takeOver({ isBoot: false });
      if (leases === stand.leases && row !== undefined) await stand.host.open(row);
    }
    expect(await ana.left).to.be.a("number");
    expect((await makePlayer(roomOn(stand, room.row), "Ana")).state.roomEpoch).to.equal(3);
  });

  it("closed for good stays closed, and its code is free again", async () => {
    const room = await makeRoom(stand);
    const ana = await makePlayer(room, "Ana");
    expect(await stand.host.close(room.id)).to.equal(true);
    await ana.left;
    expect(await stand.leases.takeOver({ isBoot: true })).to.deep.equal([]);
    expect(await stand.leases.findOpen(room.row.type, room.row.code)).to.equal(undefined);
    const { id: _, ...same } = room.row;
    expect((await stand.leases.open({ ...same, id: randomUUID() })).code).to.equal(room.row.code);
  });

  it("that can't be restored does not keep the others shut", async () => {
    const room = await makeRoom(stand);
    await stand.leases.open({ id: randomUUID(), type: "unheard-of", code: "Z1", settings: {} });
    await stand.close();
    stand = await startStand({ database, owner });
    expect(stand.recovered).to.equal(1);
    expect(stand.log.lines.map(({ message }) => message)).to.include("room not recovered");
    expect(roomOn(stand, room.row).context.state.roomEpoch).to.equal(2);
  });

  async function leaseOf(id: string): Promise<number> {
    const [row] = (await database.dataSource.query(
      "SELECT extract(epoch FROM lease_until - now()) AS left FROM durable_rooms WHERE id = $1",
      [id],
    )) as { left: string }[];
    return Number(row?.left);
  }
});
