import { expect } from "chai";
import fc from "fast-check";
import { createComboBook } from "./combo.ts";
import { sampleGift, sampleViewer } from "./event-samples.ts";
import type { SupportEvent } from "./live-event.ts";

const WINDOW_MS = 10_000;

const gift = (viewerId: string, itemId: string, at: number): SupportEvent =>
  sampleGift({ viewer: sampleViewer(viewerId), itemId, at });

function bookOf(gifts: readonly SupportEvent[]) {
  const book = createComboBook({ windowMs: WINDOW_MS });
  for (const event of gifts) book.add(event);
  return book;
}

describe("a combo", () => {
  it("is two kinds of gifts of one viewer within the window", () => {
    const book = createComboBook({ windowMs: WINDOW_MS });
    expect(book.add(gift("1", "rose", 1_000))).to.equal(undefined);
    const combo = { viewerId: "1", name: "Name 1", count: 2, endsAt: 11_000 };
    expect(book.add(gift("1", "lion", 4_000))).to.deep.equal(combo);
    expect(book.best(4_000)).to.deep.equal(combo);
  });

  it("does not grow by more of the same gift", () => {
    const book = bookOf(["rose", "rose", "rose"].map((item, index) => gift("1", item, index)));
    expect(book.best(10)).to.equal(undefined);
  });

  it("is nobody's when two viewers give one kind each", () => {
    expect(bookOf([gift("1", "rose", 0), gift("2", "lion", 0)]).best(1)).to.equal(undefined);
  });

  it("gets shorter as kinds leave the window, and ends", () => {
    const book = bookOf([gift("1", "a", 0), gift("1", "b", 4_000), gift("1", "c", 8_000)]);
    const at = [9_999, 10_000, 13_999, 14_000];
    expect(at.map((now) => book.best(now)?.count)).to.deep.equal([3, 2, 2, undefined]);
  });

  it("lasts longer when its oldest kind is given again", () => {
    const book = bookOf([gift("1", "a", 0), gift("1", "b", 4_000), gift("1", "a", 9_000)]);
    expect(book.best(9_000)).to.include({ count: 2, endsAt: 14_000 });
  });

  it("is the longest of all that are going", () => {
    const book = bookOf([
      gift("1", "a", 0),
      gift("1", "b", 0),
      gift("2", "a", 1),
      gift("2", "b", 1),
      gift("2", "c", 1),
    ]);
    expect(book.best(5)).to.include({ viewerId: "2", count: 3 });
  });

  it("is the one that lasts longer among equals", () => {
    const gifts = [gift("1", "a", 0), gift("1", "b", 0), gift("2", "a", 1), gift("2", "b", 1)];
    expect(bookOf(gifts).best(5)?.viewerId).to.equal("2");
    expect(bookOf(gifts.toReversed()).best(5)?.viewerId).to.equal("2");
  });

  it("is the same whatever the order of its frames", () => {
    const gifts = fc.array(
      fc
        .tuple(
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 1, max: 4 }),
          fc.nat(WINDOW_MS - 1),
        )
        .map(([viewer, item, at]) => gift(`${viewer}`, `${item}`, at)),
      { minLength: 1, maxLength: 20 },
    );
    const shuffled = gifts.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, mixed]) => {
        expect(bookOf(mixed).best(WINDOW_MS)).to.deep.equal(bookOf(all).best(WINDOW_MS));
      }),
    );
  });

  it("remembers no more viewers and kinds than it may", () => {
    const book = createComboBook({ windowMs: WINDOW_MS, viewersMax: 5, kindsMax: 3 });
    for (let step = 0; step < 200; step += 1) {
      book.add(gift(`${step % 50}`, `${step}`, step));
      book.add(gift("greedy", `${step}`, step));
      expect(book.size).to.be.at.most(5);
    }
    expect(book.best(200)).to.include({ viewerId: "greedy", count: 3 });
    book.add(gift("late", "a", 100_000));
    expect(book.size, "who gave before the window is forgotten").to.equal(1);
  });
});
