import { expect } from "chai";
import fc from "fast-check";
import { canonical } from "#common/framework/canonical.ts";
import { MarkState } from "#server/testing/counter-contract.ts";
import { makePlayer, type TestPlayer } from "#server/testing/make-player.ts";
import { makeRoom, type TestRoom } from "#server/testing/make-room.ts";
import { type Stand, startStand } from "#server/testing/room-stand.ts";

type Step =
  | { kind: "add"; by: number }
  | { kind: "mark"; name: string; value: number }
  | { kind: "turn"; name: string; value: number }
  | { kind: "phase" }
  | { kind: "tick" }
  | { kind: "join" };

const names = fc.constantFrom("a", "b", "c");
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("add" as const), by: fc.integer({ min: -9, max: 9 }) }),
    fc.record({ kind: fc.constant("mark" as const), name: names, value: fc.nat(3) }),
    fc.record({ kind: fc.constant("turn" as const), name: names, value: fc.nat(9) }),
    fc.record({ kind: fc.constant("phase" as const) }),
    fc.record({ kind: fc.constant("tick" as const) }),
    fc.record({ kind: fc.constant("join" as const) }),
  ),
  { minLength: 1, maxLength: 20 },
);

function take(room: TestRoom, step: Exclude<Step, { kind: "join" }>) {
  const { change, enterPhase, state } = room.context;
  if (step.kind === "tick") room.tick();
  else if (step.kind === "phase") enterPhase(state.phase === "open" ? "closed" : "open", 0);
  else if (step.kind === "add") {
    change((changing) => {
      changing.count += step.by;
    });
  } else {
    const { kind, name, value } = step;
    change(({ marks }) => {
      const mark = marks.get(name);
      if (kind === "turn" && mark !== undefined) mark.value = value;
      else if (value === 0) marks.delete(name);
      else marks.set(name, new MarkState({ value }));
    });
  }
}

describe("a state", () => {
  let stand: Stand;
  before(async () => {
    stand = await startStand({ limits: { messagesPerSecondMax: 10_000 } });
  });
  after(() => stand.close());

  /** Notes every picture a player gets; two of one version must be the same picture. */
  function watch(player: TestPlayer, pictures: Map<number, Set<string>>) {
    const note = () => {
      const { stateVersion } = player.state;
      const seen = pictures.get(stateVersion) ?? new Set();
      pictures.set(stateVersion, seen.add(canonical(player.state.toJSON())));
    };
    note();
    player.client.onStateChange(note);
  }

  it("looks the same to everyone at one version, whenever they came, and ends as its snapshot", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const room = await makeRoom(stand);
        const pictures = new Map<number, Set<string>>();
        const players: TestPlayer[] = [];
        const join = async () => {
          const player = await makePlayer(room, `P${players.length}`);
          watch(player, pictures);
          players.push(player);
        };
        await join();
        for (const step of taken) {
          if (step.kind === "join") await join();
          else take(room, step);
        }
        const last = room.context.state.stateVersion;
        for (const player of players) {
          await player.sees(({ stateVersion }) => stateVersion === last);
          const snapshot = await player.request("getSnapshot", {});
          if (!snapshot.ok) throw new Error(snapshot.refusal.code);
          expect(snapshot.value.stateVersion).to.equal(last);
          expect(player.state.toJSON()).to.deep.equal(snapshot.value.state);
        }
        for (const seen of pictures.values()) expect([...seen]).to.have.length(1);
        await stand.host.close(room.id);
      }),
      { numRuns: 40 },
    );
  });

  it("gets one new version for every change, and one patch for every tick", async () => {
    const room = await makeRoom(stand);
    const ana = await makePlayer(room, "Ana");
    room.tick();
    const { stateVersion } = room.context.state;
    const seen: number[] = [];
    ana.client.onStateChange((state) => seen.push(state.stateVersion));
    for (const by of [1, 2, 3]) take(room, { kind: "add", by });
    expect(room.context.state.stateVersion).to.equal(stateVersion + 3);
    await ana.sees((state) => state.count === 6);
    expect(seen.filter((version) => version > stateVersion)).to.deep.equal([stateVersion + 3]);
  });

  it("counts the phases it enters and carries their absolute end and the server's time", async () => {
    const room = await makeRoom(stand);
    const ana = await makePlayer(room, "Ana");
    const endsAt = stand.clock.now() + 5_000;
    room.context.enterPhase("closed", endsAt, (state) => {
      state.count = 9;
    });
    const state = await ana.sees(({ phase }) => phase === "closed");
    expect(state).to.include({ phaseEpoch: 1, phaseEndsAt: endsAt, count: 9 });
    expect(state.serverTimeMs).to.be.within(endsAt - 5_000, stand.clock.now());
  });

  it("touched outside a change is reported and becomes a version of its own", async () => {
    const room = await makeRoom(stand);
    const ana = await makePlayer(room, "Ana");
    room.tick();
    const { stateVersion } = room.context.state;
    (room.context.state as { count: number }).count = 77;
    const state = await ana.sees(({ count }) => count === 77);
    expect(state.stateVersion).to.equal(stateVersion + 1);
    const said = stand.log.lines.findLast(({ level }) => level === "error");
    expect(said?.message).to.equal("state changed outside change()");
    expect(said?.fields).to.include({ room: room.row.code });
  });

  it("has a new version even when its change broke off halfway", async () => {
    const room = await makeRoom(stand);
    const { stateVersion } = room.context.state;
    const broken = () =>
      room.context.change((state) => {
        state.count = 5;
        throw new Error("halfway");
      });
    expect(broken).to.throw("halfway");
    expect(room.context.state).to.include({ count: 5, stateVersion: stateVersion + 1 });
  });

  it("is sent before the events of its change", async () => {
    const room = await makeRoom(stand);
    const ana = await makePlayer(room, "Ana");
    room.tick();
    await ana.request("getSnapshot", {});
    const order: string[] = [];
    ana.client.onStateChange((state) => order.push(`state ${state.count}`));
    ana.client.onMessage("counted", ({ count }: { count: number }) => order.push(`event ${count}`));
    void ana.request("add", { by: 4 });
    await ana.sees((state) => state.count === 4);
    await ana.request("getSnapshot", {});
    expect(order).to.deep.equal(["state 4", "event 4"]);
  });
});
