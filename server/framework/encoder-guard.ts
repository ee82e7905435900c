import { Encoder } from "@colyseus/schema";

/** Room for the largest full state without a second allocation, in bytes. */
const ENCODER_BUFFER_BYTES = 256 * 1024;

let isInstalled = false;

/**
 * Gives every encoded patch memory of its own. The encoder returns a view into one shared buffer
 * and the socket queues it uncopied, so for a reader that is slow to drain, a queued patch would
 * be overwritten by the next one. One small copy per room and patch, not per client.
 */
export function installEncoderGuard(): void {
  if (isInstalled) return;
  isInstalled = true;
  Encoder.BUFFER_SIZE = ENCODER_BUFFER_BYTES;
  const encode = Encoder.prototype.encode;
  Encoder.prototype.encode = function (this: Encoder, ...args: Parameters<typeof encode>) {
    return encode.apply(this, args).slice();
  } as typeof encode;
}
