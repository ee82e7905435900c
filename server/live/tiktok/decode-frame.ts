import { type ClockSkew, createClockSkew } from "#common/live/clock-skew.ts";
import type { SourceSink } from "#server/live/live-source.ts";
import { messageCodec, type TikTokLibrary } from "./load-library.ts";
import { type MessagePlan, messagePlans } from "./message-plans.ts";
import { type FrameAck, type FramedMessage, readFetchResult, readFrame } from "./read-frame.ts";
import { readMessage } from "./read-message.ts";
import type { ClockReading } from "./tiktok-connection.ts";
import { creationTimeOf, toLiveEvent } from "./to-live-event.ts";

export interface FrameDecoderOptions {
  library: TikTokLibrary;
  channel: string;
  sink: Pick<SourceSink, "event" | "undecoded" | "raw">;
  skew: ClockSkew;
  now(): number;
}

/** Turns what the platform sends into live events, in order. Bad bytes are counted, never thrown. */
export interface FrameDecoder {
  /** One frame of the socket; answers what the platform wants back for it. */
  frame(frame: Buffer): FrameAck | undefined;
  /**
   * The messages that come with a signature: too old to tell the clocks by, so they go by the clock of
   * the signature until a frame knows better.
   */
  history(result: Buffer, signed: ClockReading | undefined): void;
}

interface DecodedMessage {
  method: string;
  bytes: number;
  msg: Record<string, unknown>;
}

/** A header tells whole seconds: nearer than this, nobody can say that two clocks differ. */
const CLOCK_READING_MS = 2_000;

const plans: ReadonlyMap<string, MessagePlan> = new Map(Object.entries(messagePlans));

export function createFrameDecoder(options: FrameDecoderOptions): FrameDecoder {
  const { library, channel, sink, skew } = options;
  /** The clock of whoever signs connections, which is not the platform's. */
  const signing = createClockSkew();

  function decode({ method, payload }: FramedMessage): DecodedMessage | undefined {
    const plan = plans.get(method);
    if (plan === undefined) {
      // What the schema knows and no rule asks for is no loss.
      if (messageCodec(library, method) === undefined) sink.undecoded(method);
      return undefined;
    }
    try {
      const msg =
        sink.raw === undefined ? readMessage(payload, plan) : readWhole(library, method, payload);
      return { method, bytes: payload.length, msg };
    } catch {
      sink.undecoded(method);
      return undefined;
    }
  }

  function tell({ method, bytes, msg }: DecodedMessage, receivedAt: number): void {
    const ts = () => new Date(receivedAt).toISOString();
    sink.raw?.({ ts: ts(), streamer: channel, method, bytes, msg });
    const clock = skew.isKnown ? skew : signing;
    const toServerTime = (createdAtMs: number) => clock.toServerTime(createdAtMs, receivedAt);
    const event = toLiveEvent(
      { method, msg },
      { source: "tiktok", channel, receivedAt, toServerTime },
    );
    if (event !== undefined) sink.event(event);
  }

  function tellAll(framed: readonly FramedMessage[], { isHistory }: { isHistory: boolean }): void {
    const receivedAt = options.now();
    const messages = framed.map(decode).filter((message) => message !== undefined);
    if (!isHistory) {
      for (const { msg } of messages) {
        const createdAt = creationTimeOf(msg);
        if (createdAt !== undefined) skew.observe(createdAt, receivedAt);
      }
    }
    for (const message of messages) tell(message, receivedAt);
  }

  return {
    frame(frame) {
      const read = readable(() => readFrame(frame));
      tellAll(read?.messages ?? [], { isHistory: false });
      return read?.ack;
    },
    history(result, signed) {
      if (signed !== undefined && Math.abs(signed.ours - signed.theirs) > CLOCK_READING_MS) {
        signing.observe(signed.theirs, signed.ours);
      }
      tellAll(readable(() => readFetchResult(result))?.messages ?? [], { isHistory: true });
    },
  };

  function readable<Read>(read: () => Read): Read | undefined {
    try {
      return read();
    } catch {
      sink.undecoded("frame");
      return undefined;
    }
  }
}

/** Every field, for a recording. */
function readWhole(library: TikTokLibrary, method: string, payload: Buffer) {
  const codec = messageCodec(library, method);
  if (codec === undefined) throw new Error(`the schema knows no ${method}`);
  return codec.decode(payload);
}
