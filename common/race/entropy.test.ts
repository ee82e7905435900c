import { createHash } from "node:crypto";
import { expect } from "chai";
import { countRevealed, entropyRoot, hashSecret, revealedRoot } from "./entropy.ts";

const sha256 = (...parts: (string | Buffer)[]) =>
  createHash("sha256")
    .update(
      Buffer.concat(
        parts.map((part) => (typeof part === "string" ? Buffer.from(part, "hex") : part)),
      ),
    )
    .digest("hex");

const secret = "ab".repeat(32);
const phones = [
  { tag: "11".repeat(16), hash: hashSecret(secret), secret },
  { tag: "22".repeat(16), hash: "33".repeat(32), secret: null },
];

describe("the phones' part in a seed", () => {
  it("is hidden behind the hash of 32 secret bytes", () => {
    expect(hashSecret(secret)).to.equal(sha256(secret));
  });

  it("is fixed at the lock by a root over place, tag and hash", () => {
    const leaves = phones.map(({ tag, hash }, place) => sha256("00", `0000000${place}`, tag, hash));
    expect(entropyRoot(phones)).to.equal(sha256("01", ...leaves));
    expect(entropyRoot([])).to.equal(sha256());
  });

  it("is fixed at the off by a root over what was revealed and what was withheld", () => {
    const revealed = sha256("00", "00000000", "01", secret);
    const withheld = sha256("00", "00000001", "00", "00".repeat(32));
    expect(revealedRoot(phones)).to.equal(sha256("01", revealed, withheld));
    expect(countRevealed(phones)).to.equal(1);
  });

  it("tells a secret of zeros from a withheld one", () => {
    const zeros = [{ secret: "00".repeat(32) }];
    expect(revealedRoot(zeros)).not.to.equal(revealedRoot([{ secret: null }]));
  });

  it("changes its roots with the order of the phones", () => {
    expect(entropyRoot(phones.toReversed())).not.to.equal(entropyRoot(phones));
    expect(revealedRoot(phones.toReversed())).not.to.equal(revealedRoot(phones));
  });
});
