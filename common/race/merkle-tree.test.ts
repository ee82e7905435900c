import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { encodeHex } from "#common/framework/bytes.ts";
import { inclusionProof, isIncluded, merkleRoot, merkleTree } from "./merkle-tree.ts";

const sha256 = (...parts: Uint8Array[]) =>
  new Uint8Array(createHash("sha256").update(Buffer.concat(parts)).digest());
const leafOf = (text: string) => sha256(Uint8Array.of(0), Buffer.from(text, "hex"));

/** RFC 6962, section 2.1, word for word. */
function rootByDefinition(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const left = rootByDefinition(leaves.slice(0, split));
  const right = rootByDefinition(leaves.slice(split));
  return sha256(Uint8Array.of(1), left, right);
}

/** The test vectors that implementations of RFC 6962 share: eight entries, and the root after each. */
const entries = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => sha256(Uint8Array.of(index % 256, index >> 8)));

describe("a tree of hashes", () => {
  for (const [count, root] of roots.entries()) {
    it(`has the root that RFC 6962 gives ${count} leaves`, () => {
      expect(encodeHex(merkleRoot(entries.slice(0, count).map(leafOf)))).to.equal(root);
    });
  }

  it("grown leaf by leaf always has the root of its leaves", () => {
    const leaves = leavesOf(260);
    const tree = merkleTree();
    for (const [index, leaf] of leaves.entries()) {
      tree.append(leaf);
      expect(tree.count).to.equal(index + 1);
      expect(tree.root()).to.deep.equal(rootByDefinition(leaves.slice(0, index + 1)));
    }
  });

  it("never doubles its last leaf", () => {
    const [a, b, c] = leavesOf(3) as [Uint8Array, Uint8Array, Uint8Array];
    expect(merkleRoot([a, b, c])).not.to.deep.equal(merkleRoot([a, b, c, c]));
  });

  it("proves every leaf it has, and nothing else", () => {
    const sizes = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (count, at, other) => {
        const leaves = leavesOf(count);
        const [index, elsewhere] = [at % count, other % count];
        const leaf = leaves[index] as Uint8Array;
        const root = merkleRoot(leaves);
        const proof = inclusionProof(leaves, index);
        expect(isIncluded({ leaf, index, count }, proof, root)).to.equal(true);
        if (elsewhere !== index) {
          expect(isIncluded({ leaf, index: elsewhere, count }, proof, root)).to.equal(false);
        }
        const foreign = sha256(leaf);
        expect(isIncluded({ leaf: foreign, index, count }, proof, root)).to.equal(false);
        expect(isIncluded({ leaf, index, count }, [...proof, root], root)).to.equal(false);
        expect(isIncluded({ leaf, index, count: 0 }, proof, root)).to.equal(false);
        if (proof.length > 0) {
          expect(isIncluded({ leaf, index, count }, proof.slice(1), root)).to.equal(false);
        }
      }),
    );
  });

  it("has no proof of a leaf outside", () => {
    expect(() => inclusionProof(leavesOf(3), 3)).to.throw(RangeError);
    expect(() => inclusionProof([], 0)).to.throw(RangeError);
  });
});
