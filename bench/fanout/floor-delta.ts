/** What one tick changes for everyone who watches a race. */
export interface FloorDelta {
  /** 0 to 2^32 − 1. */
  version: number;
  /** Epoch milliseconds. */
  serverTimeMs: number;
  /** −32,768 to 32,767. */
  tick: number;
  /** Runner index (0 to 255) and steps (0 to 65,535) of each runner that moved. */
  positions: { index: number; steps: number }[];
}

const HEAD_BYTES = 4 + 8 + 2;
const POSITION_BYTES = 1 + 2;

/**
 * The smallest plain message one would write by hand, little-endian: version u32, server time f64,
 * tick i16, then u8 and u16 for each runner that moved.
 */
export function packFloorDelta({ version, serverTimeMs, tick, positions }: FloorDelta): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + positions.length * POSITION_BYTES);
  let at = bytes.writeUInt32LE(version, 0);
  at = bytes.writeDoubleLE(serverTimeMs, at);
  at = bytes.writeInt16LE(tick, at);
  for (const { index, steps } of positions) {
    at = bytes.writeUInt8(index, at);
    at = bytes.writeUInt16LE(steps, at);
  }
  return bytes;
}

/** Reads it back. Throws a `RangeError` on bytes that are no delta. */
export function unpackFloorDelta(bytes: Buffer): FloorDelta {
  const positions: FloorDelta["positions"] = [];
  for (let at = HEAD_BYTES; at < bytes.length; at += POSITION_BYTES) {
    positions.push({ index: bytes.readUInt8(at), steps: bytes.readUInt16LE(at + 1) });
  }
  return {
    version: bytes.readUInt32LE(0),
    serverTimeMs: readFloorStamp(bytes),
    tick: bytes.readInt16LE(12),
    positions,
  };
}

/** The server time of a packed delta. */
export function readFloorStamp(bytes: Buffer): number {
  return bytes.readDoubleLE(4);
}
