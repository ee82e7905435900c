import { expect } from "chai";
import fc from "fast-check";
import { type RefusalCode, refusals } from "#common/framework/refusals.ts";
import { type OutboxStore, openOutbox } from "./open-outbox.ts";
import {
  afterAnswer,
  CONFIRM_AFTER_MS,
  meantAgain,
  nextMove,
  type OutboxAnswer,
  type OutboxEntry,
  writeEntry,
} from "./outbox.ts";

const bet = { runner: 9, stake: "50" };

describe("outbox entries", () => {
  it("are sent at once", () => {
    expect(nextMove(writeEntry("k", bet, 1_000), 1_000)).to.equal("send");
  });

  it("are asked about again when older than 15 s", () => {
    const entry = writeEntry("k", bet, 1_000);
    expect(nextMove(entry, 1_000 + CONFIRM_AFTER_MS)).to.equal("send");
    expect(nextMove(entry, 1_001 + CONFIRM_AFTER_MS)).to.equal("ask");
    expect(nextMove(meantAgain(entry, 60_000), 60_000)).to.equal("send");
  });

  it("keep their key however often they are sent or meant again", () => {
    const codes = Object.keys(refusals) as RefusalCode[];
    const answers = fc.array(
      fc.oneof(
        fc.constant<OutboxAnswer>({ kind: "silence" }),
        fc.constantFrom(...codes).map((code): OutboxAnswer => ({ kind: "refused", code })),
      ),
    );
    fc.assert(
      fc.property(answers, (heard) => {
        let entry: OutboxEntry<typeof bet> | undefined = writeEntry("k", bet, 0);
        for (const answer of heard) {
          entry = entry && afterAnswer(meantAgain(entry, 1), answer, 1);
        }
        if (entry !== undefined) expect(entry).to.include({ key: "k", intent: bet });
      }),
    );
  });

  it("pause twice as long after every silence, up to 8 s", () => {
    let entry = writeEntry("k", bet, 0);
    const pauses = [1, 2, 3, 4, 5].map(() => {
      entry = afterAnswer(entry, { kind: "silence" }, 0)!;
      return entry.retryAt;
    });
    expect(pauses).to.deep.equal([1_000, 2_000, 4_000, 8_000, 8_000]);
    expect(nextMove(entry, 7_999)).to.equal("wait");
    expect(nextMove(entry, 8_000)).to.equal("send");
  });

  it("are done with after a yes or a final no, and kept after a no that is about something else", () => {
    const entry = writeEntry("k", bet, 0);
    expect(afterAnswer(entry, { kind: "accepted" }, 1)).to.equal(undefined);
    expect(afterAnswer(entry, { kind: "refused", code: "betting_closed" }, 1)).to.equal(undefined);
    expect(afterAnswer(entry, { kind: "refused", code: "overloaded" }, 1)?.key).to.equal("k");
  });
});

describe("openOutbox", () => {
  function makeOutbox(answer: () => Promise<OutboxAnswer>, texts = new Map<string, string>()) {
    const store: OutboxStore = {
      list: () => [...texts.keys()],
      read: (key) => texts.get(key) ?? null,
      write: (key, text) => texts.set(key, text),
      remove: (key) => texts.delete(key),
    };
    const sent: { key: string; wasStored: boolean }[] = [];
    const clock = { nowMs: 1_000 };
    const outbox = openOutbox<typeof bet>({
      store,
      nowMs: () => clock.nowMs,
      onChange: () => undefined,
      send: (entry) => {
        sent.push({ key: entry.key, wasStored: texts.has(entry.key) });
        return answer();
      },
    });
    return { outbox, sent, clock, texts };
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it("stores an intent before it sends it, and forgets it once accepted", async () => {
    const { outbox, sent } = makeOutbox(async () => ({ kind: "accepted" }));
    outbox.put("k1", bet);
    expect(sent).to.deep.equal([{ key: "k1", wasStored: true }]);
    await settled();
    expect(outbox.entries()).to.deep.equal([]);
  });

  it("sends an unanswered intent again with its key after a reload", async () => {
    const first = makeOutbox(async () => ({ kind: "silence" }));
    first.outbox.put("k1", bet);
    await settled();
    const second = makeOutbox(async () => ({ kind: "accepted" }), first.texts);
    second.outbox.flush({ isFresh: true });
    await settled();
    expect(second.sent.map(({ key }) => key)).to.deep.equal(["k1"]);
    expect(second.outbox.entries()).to.deep.equal([]);
  });

  it("never has two sendings of one key under way", async () => {
    const answers = Promise.withResolvers<OutboxAnswer>();
    const { outbox, sent } = makeOutbox(() => answers.promise);
    outbox.put("k1", bet);
    outbox.flush({ isFresh: true });
    outbox.confirm("k1");
    expect(sent).to.have.length(1);
    answers.resolve({ kind: "accepted" });
    await settled();
    expect(outbox.entries()).to.deep.equal([]);
  });

  it("leaves an intent older than 15 s alone until the player means it again", async () => {
    const { outbox, sent, clock } = makeOutbox(async () => ({ kind: "silence" }));
    outbox.put("k1", bet);
    await settled();
    clock.nowMs += CONFIRM_AFTER_MS + 1;
    outbox.flush({ isFresh: true });
    expect(sent).to.have.length(1);
    outbox.confirm("k1");
    expect(sent).to.have.length(2);
    await settled();
    outbox.drop("k1");
    expect(outbox.entries()).to.deep.equal([]);
  });
});
