import { expect } from "chai";
import fc from "fast-check";
import { sampleChat, sampleGift, sampleLike, sampleViewers } from "#common/live/event-samples.ts";
import type { LiveEvent } from "#common/live/live-event.ts";
import { createLiveBuffer, type LiveBuffer } from "./live-buffer.ts";
import { createLiveSession, type LiveSession } from "./live-session.ts";

describe("the buffer of live events", () => {
  it("gives events out in the order they came, whatever their kind", () => {
    const buffer = createLiveBuffer({ max: 100 });
    fill(buffer, [sampleLike(1), sampleGift(), sampleChat("hi"), sampleLike(2), sampleGift()]);
    expect(kindsOf(buffer)).to.deep.equal(["like", "support", "chat", "like", "support"]);
    expect(buffer.size).to.equal(0);
  });

  it("never mixes two sessions in one take", () => {
    const buffer = createLiveBuffer({ max: 100 });
    fill(buffer, [sampleGift(), sampleGift()]);
    fill(buffer, [sampleChat("next LIVE")], session());
    expect(buffer.take(10)).to.have.length(2);
    expect(buffer.take(10)).to.have.length(1);
  });

  it("loses joins first, then likes, then viewers, and says how many", () => {
    const buffer = createLiveBuffer({ max: 3 });
    const join = { ...sampleChat(""), kind: "join" } as const;
    fill(buffer, [join, sampleLike(1), sampleViewers(5)]);
    fill(buffer, [sampleGift(), sampleGift()]);
    expect(buffer.dropped).to.equal(2);
    expect(kindsOf(buffer)).to.deep.equal(["viewers", "support", "support"]);
  });

  it("of one kind keeps the newer ones", () => {
    const buffer = createLiveBuffer({ max: 2 });
    fill(
      buffer,
      [1, 2, 3].map((count) => sampleLike(count)),
    );
    expect(buffer.take(9).map(({ event }) => event)).to.deep.equal([sampleLike(2), sampleLike(3)]);
  });

  it("keeps every gift, also beyond its bound, and drops what comes beside them", () => {
    const buffer = createLiveBuffer({ max: 100 });
    fill(
      buffer,
      Array.from({ length: 5_000 }, (_, index) => sampleGift({ eventId: `${index}` })),
    );
    fill(buffer, [sampleLike(1)]);
    expect(buffer.size).to.equal(5_000);
    expect(buffer.dropped).to.equal(1);
    const taken: string[] = [];
    while (buffer.size > 0) taken.push(...buffer.take(500).map(({ event }) => event.eventId));
    expect(taken).to.deep.equal(Array.from({ length: 5_000 }, (_, index) => `${index}`));
  });

  it("sets aside what rules count on and leaves the picture's events", () => {
    const buffer = createLiveBuffer({ max: 100 });
    fill(buffer, [sampleLike(1), sampleChat("Turkey"), sampleViewers(3), sampleGift()]);
    expect(buffer.takeValuable().map(({ event }) => event.kind)).to.deep.equal(["chat", "support"]);
    expect(kindsOf(buffer)).to.deep.equal(["like", "viewers"]);
  });

  it("loses no gift and keeps its bound under any mix", () => {
    const mix = fc.array(
      fc.oneof(
        fc.constantFrom("support", "chat", "like", "viewers"),
        fc.record({ take: fc.nat(20) }),
      ),
    );
    fc.assert(
      fc.property(mix, (steps) => {
        const buffer = createLiveBuffer({ max: 10 });
        const taken: LiveEvent[] = [];
        let gifts = 0;
        for (const [index, step] of steps.entries()) {
          if (typeof step === "object") {
            taken.push(...buffer.take(step.take).map(({ event }) => event));
          } else {
            if (step === "support") gifts += 1;
            fill(buffer, [{ ...sampleOf(step), eventId: `${index}` }]);
          }
        }
        expect(buffer.size).to.be.at.most(Math.max(10, gifts));
        taken.push(...buffer.take(1_000).map(({ event }) => event));
        const ids = taken.map(({ eventId }) => Number(eventId));
        expect(taken.filter(({ kind }) => kind === "support")).to.have.length(gifts);
        expect(ids).to.deep.equal(ids.toSorted((a, b) => a - b));
      }),
    );
  });
});

const shared = session();

function session(): LiveSession {
  return createLiveSession({
    begin: () => Promise.reject(new Error("nothing is recorded here")),
    end: () => Promise.resolve(),
  });
}

function fill(buffer: LiveBuffer, events: readonly LiveEvent[], of = shared): void {
  for (const event of events) buffer.push({ event, session: of });
}

function kindsOf(buffer: LiveBuffer): string[] {
  return buffer.take(1_000).map(({ event }) => event.kind);
}

function sampleOf(kind: "support" | "chat" | "like" | "viewers"): LiveEvent {
  switch (kind) {
    case "support":
      return sampleGift();
    case "chat":
      return sampleChat("hello");
    case "like":
      return sampleLike(1);
    case "viewers":
      return sampleViewers(1);
  }
}
