/** Wire types of protobuf. */
export const VARINT = 0;
const FIXED64 = 1;
export const BYTES = 2;
const FIXED32 = 5;

const BEYOND_SAFE_HIGH = 2 ** 21;

/** A walk over the fields of a protobuf message that copies nothing. Every reader throws beyond the end. */
export class WireReader {
  readonly bytes: Buffer;
  at: number;
  end: number;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.at = 0;
    this.end = bytes.length;
  }

  hasMore(): boolean {
    return this.at < this.end;
  }

  /** Unsigned, of up to 32 bits; what is above is dropped, as for negative numbers. */
  uint32(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.next();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new RangeError("a number without an end");
  }

  /** A signed 64-bit number as digits: ids are longer than a double is exact. */
  int64(): string {
    let low = 0;
    let high = 0;
    for (let index = 0; index < 10; index += 1) {
      const byte = this.next();
      const bits = byte & 0x7f;
      if (index < 4) low |= bits << (index * 7);
      else if (index === 4) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (index * 7 - 32);
      if (byte < 0x80) return digits(low >>> 0, high);
    }
    throw new RangeError("a number without an end");
  }

  /** UTF-8; what is none becomes U+FFFD. */
  string(): string {
    const length = this.uint32();
    return this.bytes.toString("utf8", this.at, this.pass(length));
  }

  /** A view into the message. */
  view(): Buffer {
    const length = this.uint32();
    return this.bytes.subarray(this.at, this.pass(length));
  }

  /** Where the message that begins here ends. */
  messageEnd(): number {
    const length = this.uint32();
    const end = this.at + length;
    if (end > this.end) throw new RangeError("a message longer than what holds it");
    return end;
  }

  skip(wireType: number): void {
    if (wireType === VARINT) while (this.next() >= 0x80);
    else if (wireType === BYTES) this.pass(this.uint32());
    else if (wireType === FIXED64) this.pass(8);
    else if (wireType === FIXED32) this.pass(4);
    else throw new RangeError(`a field of wire type ${wireType}`);
  }

  private next(): number {
    if (this.at >= this.end) throw new RangeError("a field cut short");
    return this.bytes[this.at++] as number;
  }

  /** Goes on by `length`; answers the place after it. */
  private pass(length: number): number {
    const end = this.at + length;
    if (end > this.end) throw new RangeError("a field cut short");
    this.at = end;
    return end;
  }
}

function digits(low: number, high: number): string {
  if (high >= 0 && high < BEYOND_SAFE_HIGH) return String(high * 2 ** 32 + low);
  return ((BigInt(high) << 32n) | BigInt(low)).toString();
}
