import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "#common/framework/bytes.ts";

/** What is before the two children in the bytes of a node; leaves begin with 0x00. */
const NODE = Uint8Array.of(1);

/**
 * A tree of hashes in the manner of RFC 6962 (RACE-6 e), built leaf by leaf. Leaves are hashed
 * already, with their 0x00 in front. A node is SHA-256(0x01 ‖ left ‖ right); the left subtree is the
 * largest power of two smaller than the leaf count; no leaf is ever doubled. The tree without leaves
 * has SHA-256 of nothing as its root.
 */
export type MerkleTree = {
  /** Leaves so far. */
  readonly count: number;
  append(leaf: Uint8Array): void;
  /** 32 bytes. */
  root(): Uint8Array;
};

/**
 * A tree with these leaves, to which more may be appended: each costs one hash on average. `hash` is
 * SHA-256, for whoever has a faster one at hand.
 */
export function merkleTree(
  leaves: Iterable<Uint8Array> = [],
  hash: (bytes: Uint8Array) => Uint8Array = sha256,
): MerkleTree {
  /** Roots of the full subtrees, largest first: one for each binary digit 1 of the count. */
  const peaks: Uint8Array[] = [];
  let count = 0;
  const hashNode = (left: Uint8Array, right: Uint8Array) => hash(nodeBytes(left, right));
  const tree: MerkleTree = {
    get count() {
      return count;
    },
    append(leaf) {
      let peak = leaf;
      for (let rest = count; rest % 2 === 1; rest = (rest - 1) / 2) {
        peak = hashNode(peaks.pop() as Uint8Array, peak);
      }
      peaks.push(peak);
      count += 1;
    },
    root() {
      if (peaks.length === 0) return hash(new Uint8Array());
      return peaks.reduceRight((right, left) => hashNode(left, right));
    },
  };
  for (const leaf of leaves) tree.append(leaf);
  return tree;
}

/** The root of the tree with these leaves. */
export function merkleRoot(...tree: Parameters<typeof merkleTree>): Uint8Array {
  return merkleTree(...tree).root();
}

/** The hashes that lead from a leaf up to the root, nearest first. Throws on an index outside. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) {
    throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  }
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionProof(left, index), merkleRoot(right)]
    : [...inclusionProof(right, index - split), merkleRoot(left)];
}

/** Whether a proof leads from this leaf at this index of so many to that root. */
export function isIncluded(
  { leaf, index, count }: { leaf: Uint8Array; index: number; count: number },
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isInteger(index) || index < 0 || index >= count) return false;
  const climbed = climb(leaf, { index, count, proof });
  return climbed !== undefined && isSame(climbed, root);
}

/** The root that a proof leads to; undefined when it is too long or too short. */
function climb(
  leaf: Uint8Array,
  { index, count, proof }: { index: number; count: number; proof: readonly Uint8Array[] },
): Uint8Array | undefined {
  if (count === 1) return proof.length === 0 ? leaf : undefined;
  const sibling = proof.at(-1);
  if (sibling === undefined) return undefined;
  const split = splitOf(count);
  const rest = proof.slice(0, -1);
  if (index < split) {
    const left = climb(leaf, { index, count: split, proof: rest });
    return left && hashNode(left, sibling);
  }
  const right = climb(leaf, { index: index - split, count: count - split, proof: rest });
  return right && hashNode(sibling, right);
}

/** The largest power of two smaller than `count`, which is 2 or more. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodeBytes(left, right));
}

function nodeBytes(left: Uint8Array, right: Uint8Array): Uint8Array {
  return concatBytes(NODE, left, right);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
