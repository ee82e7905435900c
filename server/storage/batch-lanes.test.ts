import { expect } from "chai";
import { type BatchLaneTerms, openBatchLanes, QueueFull } from "./batch-lanes.ts";

/** A batch under way, ended by the test. */
interface Carried {
  items: readonly string[];
  end(error?: Error): void;
}

describe("lanes of batches", () => {
  /** Items are like "a1": their key is the letter. */
  function open(terms: Partial<BatchLaneTerms<string, string>> = {}) {
    const left: Carried[] = [];
    const alone: string[] = [];
    const lanes = openBatchLanes<string, string>({
      lanes: 1,
      batchMax: 3,
      queueMax: 100,
      waitMaxMs: 10_000,
      aloneAtOnce: 2,
      aloneForMs: 10_000,
      kindOf: () => "any",
      ownerOf: (item) => item.charAt(0),
      keysOf: (item) => [item.charAt(0)],
      runBatch: (items) =>
        new Promise((resolve, reject) => {
          const end = (error?: Error) =>
            error ? reject(error) : resolve(items.map((item) => `${item} done`));
          left.push({ items, end });
        }),
      runAlone: (item) => {
        alone.push(item);
        return item.endsWith("!")
          ? Promise.reject(new Error(item))
          : Promise.resolve(`${item} alone`);
      },
      ...terms,
    });
    return { lanes, left, alone };
  }
  const turn = () => new Promise(setImmediate);
  const sizes = (left: Carried[]) => left.map(({ items }) => items.join(" "));

  it("take what came in one turn together, and what waits in the next batch", async () => {
    const { lanes, left } = open();
    const answers = ["a1", "b1"].map((item) => lanes.run(item));
    await turn();
    answers.push(...["c1", "d1", "e1", "f1"].map((item) => lanes.run(item)));
    await turn();
    expect(sizes(left)).to.deep.equal(["a1 b1"]);
    for (let i = 0; i < 3; i += 1) {
      left[i]?.end();
      await turn();
      await turn();
    }
    expect(sizes(left)).to.deep.equal(["a1 b1", "c1 d1 e1", "f1"]);
    expect(await Promise.all(answers)).to.have.members(
      ["a1", "b1", "c1", "d1", "e1", "f1"].map((item) => `${item} done`),
    );
  });

  it("never have items of one key in two batches at once, and let none overtake", async () => {
    const { lanes, left } = open({ lanes: 2, batchMax: 2 });
    for (const item of ["a1", "b1", "a2", "a3", "c1"]) void lanes.run(item);
    await turn();
    await turn();
    expect(sizes(left)).to.deep.equal(["a1 b1", "c1"]);
    left[1]?.end();
    await turn();
    await turn();
    expect(left).to.have.length(2);
    left[0]?.end();
    await turn();
    await turn();
    expect(sizes(left)).to.deep.equal(["a1 b1", "c1", "a2 a3"]);
  });

  it("run a failed batch again kind by kind, and wait for no kind that is stuck", async () => {
    const { lanes, left } = open({ batchMax: 4, lanes: 2, kindOf: (item) => item.charAt(1) });
    const answers = ["a1", "b2", "c1", "d2"].map((item) => lanes.run(item));
    await turn();
    left[0]?.end(new Error("lock timeout"));
    await turn();
    expect(sizes(left)).to.deep.equal(["a1 b2 c1 d2", "a1 c1", "b2 d2"]);
    left[2]?.end();
    expect([await answers[1], await answers[3]]).to.deep.equal(["b2 done", "d2 done"]);
    for (const item of ["a3", "b3"]) void lanes.run(item);
    await turn();
    expect(sizes(left).slice(3)).to.deep.equal(["b3"]);
    left[1]?.end(new Error("lock timeout"));
    expect([await answers[0], await answers[2]]).to.deep.equal(["a1 alone", "c1 alone"]);
    await turn();
    await turn();
    expect(sizes(left).slice(4)).to.deep.equal(["a3"]);
  });

  it("try the others while one owner's items are stuck, and each owner's in order", async () => {
    const stuck = Promise.withResolvers<string>();
    const tried: string[] = [];
    const { lanes, left } = open({
      batchMax: 10,
      runAlone: (item) => {
        tried.push(item);
        return item === "a1" ? stuck.promise : Promise.resolve(`${item} alone`);
      },
    });
    const answers = ["a1", "a2", "b1", "c1", "b2"].map((item) => lanes.run(item));
    await turn();
    left[0]?.end(new Error("lock timeout"));
    expect(await Promise.all(answers.slice(2))).to.deep.equal(["b1 alone", "c1 alone", "b2 alone"]);
    expect(tried).to.deep.equal(["a1", "b1", "b2", "c1"]);
    stuck.resolve("a1 late");
    expect(await Promise.all(answers.slice(0, 2))).to.deep.equal(["a1 late", "a2 alone"]);
  });

  it("try each item of a failed batch once more alone, in order", async () => {
    const { lanes, left, alone } = open();
    const answers = Promise.allSettled(["a1", "b!", "c1"].map((item) => lanes.run(item)));
    await turn();
    left[0]?.end(new Error("deadlock"));
    expect(await answers).to.deep.equal([
      { status: "fulfilled", value: "a1 alone" },
      { status: "rejected", reason: new Error("b!") },
      { status: "fulfilled", value: "c1 alone" },
    ]);
    expect(alone).to.deep.equal(["a1", "b!", "c1"]);
  });

  it("give the batch's error to those it is too late to try again", async () => {
    const { lanes, left, alone } = open({ aloneForMs: 0 });
    const answer = Promise.allSettled([lanes.run("a1")]);
    await turn();
    const error = new Error("lock timeout");
    left[0]?.end(error);
    expect(await answer).to.deep.equal([{ status: "rejected", reason: error }]);
    expect(alone).to.deep.equal([]);
  });

  it("turn away at once what comes when the queue is full, and nothing once it is not", async () => {
    const { lanes, left } = open({ queueMax: 2 });
    void lanes.run("a1");
    await turn();
    void lanes.run("a2");
    void lanes.run("b1");
    const turnedAway = await lanes.run("c1").catch((error: unknown) => error);
    expect(turnedAway).to.be.instanceOf(QueueFull);
    left[0]?.end();
    await turn();
    await turn();
    const answer = lanes.run("c2");
    left[1]?.end();
    await turn();
    await turn();
    left[2]?.end();
    expect(await answer).to.equal("c2 done");
  });

  it("turn away at its turn what has waited too long, and take what came later", async () => {
    let now = 0;
    const { lanes, left } = open({ waitMaxMs: 5_000, now: () => now });
    const first = lanes.run("a1");
    await turn();
    const overdue = lanes.run("b1").catch((error: unknown) => error);
    now = 5_001;
    const later = lanes.run("b2");
    left[0]?.end();
    expect(await first).to.equal("a1 done");
    expect(await overdue).to.be.instanceOf(QueueFull);
    await turn();
    expect(sizes(left)).to.deep.equal(["a1", "b2"]);
    left[1]?.end();
    expect(await later).to.equal("b2 done");
  });
});
