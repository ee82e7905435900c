import { createHash } from "node:crypto";
import { expect } from "chai";
import { encodeHex } from "#common/framework/bytes.ts";
import { betLeaf, type ChainedBet, firstHead, nextHead, playerTag } from "./bet-leaf.ts";

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const bet: ChainedBet = {
  raceId: 300,
  serial: 258,
  tag: new Uint8Array(16).fill(0xaa),
  market: "trifecta",
  selection: [4, 1, 24],
  stake: 1_000_000_007n,
  price: 340,
  salt: new Uint8Array(16).fill(0xbb),
};

describe("the leaf of a bet", () => {
  it("hashes 0x00 and 60 bytes of fixed places", () => {
    const bytes = Buffer.from(
      `00000000000000012c00000102${"aa".repeat(16)}06040118000000003b9aca0700000154${"bb".repeat(16)}`,
      "hex",
    );
    expect(bytes).to.have.length(61);
    expect(encodeHex(betLeaf(bet))).to.equal(sha256(bytes));
  });

  it("is another for every part of the bet", () => {
    const other = new Uint8Array(16);
    const variants: Partial<ChainedBet>[] = [
      { raceId: 301 },
      { serial: 259 },
      { tag: other },
      { market: "exacta" },
      { selection: [1, 4, 24] },
      { selection: [4, 1] },
      { stake: 1_000_000_008n },
      { price: 0 },
      { salt: other },
    ];
    const leaves = [bet, ...variants.map((it) => ({ ...bet, ...it }))].map(betLeaf).map(encodeHex);
    expect(new Set(leaves).size).to.equal(variants.length + 1);
  });

  it("has a byte for each market, in the order they were offered", () => {
    const names = ["win", "place", "show", "exacta", "quinella", "trifecta"];
    for (const [index, market] of names.entries()) {
      const bytes = Buffer.alloc(61);
      bytes[29] = index + 1;
      const plain = { raceId: 0, serial: 0, tag: new Uint8Array(16), salt: new Uint8Array(16) };
      const leaf = betLeaf({ ...plain, market, selection: [], stake: 0n, price: 0 });
      expect(encodeHex(leaf)).to.equal(sha256(bytes));
    }
    expect(() => betLeaf({ ...bet, market: "superfecta" })).to.throw(RangeError);
  });

  it("refuses a tag or a salt of another width, and more than three runners", () => {
    expect(() => betLeaf({ ...bet, salt: new Uint8Array(15) })).to.throw(RangeError);
    expect(() => betLeaf({ ...bet, tag: new Uint8Array(17) })).to.throw(RangeError);
    expect(() => betLeaf({ ...bet, selection: [1, 2, 3, 4] })).to.throw(RangeError);
  });
});

describe("the chain of bets", () => {
  it("begins with the race alone and goes on with one hash a bet", () => {
    const first = Buffer.concat([
      Buffer.from("gs/bets/2", "ascii"),
      Buffer.from("000000000000012c", "hex"),
    ]);
    expect(encodeHex(firstHead(300))).to.equal(sha256(first));
    const leaf = betLeaf(bet);
    const next = Buffer.concat([firstHead(300), leaf]);
    expect(encodeHex(nextHead(firstHead(300), leaf))).to.equal(sha256(next));
  });

  it("names a player by 16 bytes that need the race's secret", () => {
    const [secret, player] = [new Uint8Array(32).fill(1), new Uint8Array(16).fill(2)];
    const bytes = Buffer.concat([Buffer.from("gs/tag/2", "ascii"), secret, player]);
    expect(encodeHex(playerTag(secret, player))).to.equal(sha256(bytes).slice(0, 32));
  });
});
