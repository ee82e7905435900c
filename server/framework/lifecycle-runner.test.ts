import { expect } from "chai";
import type { Lifecycle } from "#common/framework/lifecycle.ts";
import { runLifecycle } from "./lifecycle-runner.ts";

type Phase = "open" | "closed" | "swept";
interface Door {
  phase: Phase;
  visits: number;
}
type Knock = "close" | "sweep" | "jump" | "visit";

const door: Lifecycle<Door, Knock, string> = {
  legalMoves: { open: ["closed"], closed: ["swept"], swept: [] },
  step(state, event, now) {
    const visits = state.visits + 1;
    if (event === "jump") return { state: { phase: "swept", visits }, effects: [] };
    if (event === "visit") return { state: { ...state, visits }, effects: [] };
    if (event === "close" && state.phase === "open") {
      return { state: { phase: "closed", visits }, effects: [`bolt at ${now}`, "lamp"] };
    }
    if (event === "sweep" && state.phase === "closed") {
      return { state: { phase: "swept", visits }, effects: [] };
    }
    return undefined;
  },
};

function runDoor(perform: (effect: string) => Promise<void> = () => Promise.resolve()) {
  const history: string[] = [];
  const runner = runLifecycle<Door, Knock, string>({
    lifecycle: door,
    initial: { phase: "open", visits: 0 },
    now: () => 7,
    async perform(effect, next) {
      await perform(effect);
      history.push(`${effect} → ${next.phase}`);
    },
    publish: (state, previous) => history.push(`${previous.phase} → ${state.phase}`),
  });
  return { runner, history };
}

describe("a lifecycle", () => {
  it("makes every effect true, in order, before it publishes the phase", async () => {
    const { runner, history } = runDoor();
    expect(await runner.dispatch("close")).to.equal(true);
    expect(history).to.deep.equal(["bolt at 7 → closed", "lamp → closed", "open → closed"]);
  });

  it("lets two taps do one thing", async () => {
    const { runner, history } = runDoor();
    const taps = [runner.dispatch("close"), runner.dispatch("close")];
    expect(await Promise.all(taps)).to.deep.equal([true, false]);
    expect(runner.state).to.deep.equal({ phase: "closed", visits: 1 });
    expect(history.filter((entry) => entry === "open → closed")).to.have.length(1);
  });

  it("is unchanged by a failed effect, and the same event may come again", async () => {
    let isAway = true;
    const { runner, history } = runDoor((effect) =>
      isAway && effect === "lamp" ? Promise.reject(new Error("database away")) : Promise.resolve(),
    );
    const failed = await runner.dispatch("close").catch((error: Error) => error.message);
    expect(failed).to.equal("database away");
    expect(runner.state).to.deep.equal({ phase: "open", visits: 0 });
    isAway = false;
    expect(await runner.dispatch("close")).to.equal(true);
    expect(history.at(-1)).to.equal("open → closed");
  });

  it("throws at a move its map does not list, and stays where it was", async () => {
    const { runner } = runDoor();
    const failed = await runner.dispatch("jump").catch((error: Error) => error.message);
    expect(failed).to.equal("illegal move from open to swept");
    expect(runner.state.phase).to.equal("open");
    expect(await runner.dispatch("close")).to.equal(true);
  });

  it("may change within a phase, and ignores what means nothing there", async () => {
    const { runner } = runDoor();
    expect(await runner.dispatch("visit")).to.equal(true);
    expect(await runner.dispatch("sweep")).to.equal(false);
    expect(runner.state).to.deep.equal({ phase: "open", visits: 1 });
  });

  it("is idle only when every step begun has ended", async () => {
    const bolt = Promise.withResolvers<void>();
    const { runner, history } = runDoor(() => bolt.promise);
    void runner.dispatch("close");
    void runner.dispatch("sweep");
    const idle = runner.idle().then(() => history.push("idle"));
    bolt.resolve();
    await idle;
    expect(history.slice(-3)).to.deep.equal(["open → closed", "closed → swept", "idle"]);
  });

  it("is pure: the same state, event and time make the same step", () => {
    const state: Door = { phase: "open", visits: 3 };
    const steps = [door.step(state, "close", 9), door.step(state, "close", 9)];
    expect(steps[0]).to.deep.equal(steps[1]);
    expect(state).to.deep.equal({ phase: "open", visits: 3 });
  });
});
