import { hash } from "node:crypto";

/** SHA-256 of the platform: for ten thousand bets while everybody waits at the gate. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash("sha256", bytes, "buffer");
}
