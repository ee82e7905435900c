import { Encoder } from "@colyseus/schema";

/** Room for the largest full state without a second allocation, in bytes. */
const ENCODER_BUFFER_BYTES = 256 * 1024;

let isInstalled = false;

/**
 * Gives every encoded patch and full state memory of its own. The encoder returns a view into a
 * buffer it uses again and the socket queues it uncopied, so for a reader that is slow to drain, a
 * queued frame would be overwritten by the next one. One small copy per room and patch, not per
 * client.
 */
export function installEncoderGuard(): void {
  if (isInstalled) return;
  isInstalled = true;
  Encoder.BUFFER_SIZE = ENCODER_BUFFER_BYTES;
  const { encode, encodeAll } = Encoder.prototype;
  Encoder.prototype.encode = function (this: Encoder, ...args: Parameters<typeof encode>) {
    return Uint8Array.from(encode.apply(this, args));
  } as typeof encode;
  Encoder.prototype.encodeAll = function (this: Encoder, ...args: Parameters<typeof encodeAll>) {
    return Uint8Array.from(encodeAll.apply(this, args));
  } as typeof encodeAll;
}
