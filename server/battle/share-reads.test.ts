import { expect } from "chai";
import { createSerialQueue } from "#server/framework/serial-queue.ts";
import { shareReads } from "./share-reads.ts";

describe("reads for whoever asks", () => {
  it("are made once for all who ask meanwhile, and one at a time", async () => {
    const share = shareReads<string>(createSerialQueue());
    let running = 0;
    let most = 0;
    const made: string[] = [];
    const ask = (key: string) =>
      share(key, async () => {
        running += 1;
        most = Math.max(most, running);
        made.push(key);
        await new Promise(setImmediate);
        running -= 1;
        return `answer ${made.length}`;
      });
    const answers = await Promise.all(["a", "b", "a", "a", "b"].map(ask));
    expect(answers).to.deep.equal(["answer 1", "answer 2", "answer 1", "answer 1", "answer 2"]);
    expect(most).to.equal(1);
    expect(await ask("a")).to.equal("answer 3");
    expect(made).to.deep.equal(["a", "b", "a"]);
  });

  it("are made again after one that failed", async () => {
    const share = shareReads<number>(createSerialQueue());
    const failed = await share("a", () => Promise.reject(new Error("away"))).catch(
      (error: Error) => error.message,
    );
    expect(failed).to.equal("away");
    expect(await share("a", async () => 1)).to.equal(1);
  });
});
