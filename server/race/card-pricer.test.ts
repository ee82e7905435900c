import { setImmediate as turn } from "node:timers/promises";
import { expect } from "chai";
import { makeMemoryLog } from "#server/testing/memory-log.ts";
import { createCardPricer } from "./card-pricer.ts";

describe("the pricing of the next card", () => {
  function begin(price: (signal: AbortSignal) => Promise<number[]>) {
    const log = makeMemoryLog();
    const asked = { times: 0 };
    const pricer = createCardPricer({
      fieldSize: 6,
      price(_, { signal }) {
        asked.times += 1;
        return price(signal);
      },
      log,
    });
    return { pricer, log, asked };
  }

  it("that failed is tried again for the race after", async () => {
    let isBroken = true;
    const { pricer, log, asked } = begin(() =>
      isBroken ? Promise.reject(new Error("no thread")) : Promise.resolve([200]),
    );
    pricer.prepare();
    await turn();
    expect(pricer.take()).to.equal(undefined);
    expect(log.lines.map(({ level }) => level)).to.deep.equal(["error"]);
    isBroken = false;
    pricer.prepare();
    pricer.prepare();
    await turn();
    expect(pricer.take()?.prices).to.deep.equal([200]);
    expect(pricer.take()).to.equal(undefined);
    expect(asked.times).to.equal(2);
  });

  it("ends with the show, quietly, and does not begin again", async () => {
    const { pricer, log, asked } = begin(
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new Error("stopped")));
        }),
    );
    pricer.prepare();
    pricer.stop();
    await turn();
    pricer.prepare();
    expect(asked.times).to.equal(1);
    expect(log.lines).to.deep.equal([]);
  });
});
