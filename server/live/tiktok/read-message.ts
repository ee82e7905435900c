import type { FieldKind, MessagePlan } from "./message-plans.ts";
import { IDS_MAX } from "./platform-fields.ts";
import { BYTES, VARINT, WireReader } from "./wire-reader.ts";

const NESTED_MAX = 8;

/** The planned fields of a message, absent ones left out. Throws on bytes that are no protobuf message. */
export function readMessage(payload: Buffer, plan: MessagePlan): Record<string, unknown> {
  const reader = new WireReader(payload);
  return readFields(reader, { plan, end: reader.end, depth: 0 });
}

interface Scope {
  plan: MessagePlan;
  /** Where this message ends. */
  end: number;
  depth: number;
}

function readFields(reader: WireReader, { plan, end, depth }: Scope): Record<string, unknown> {
  if (depth > NESTED_MAX) throw new RangeError("messages nested without end");
  const message: Record<string, unknown> = {};
  while (reader.at < end) {
    const tag = reader.uint32();
    const wireType = tag & 7;
    const field = plan.get(tag >>> 3);
    if (field === undefined || wireType !== wireTypeOf(field.kind, wireType)) reader.skip(wireType);
    else if (typeof field.kind === "object") {
      const scope = { plan: field.kind, end: reader.messageEnd(), depth: depth + 1 };
      message[field.name] = readFields(reader, scope);
    } else if (field.kind === "int64s") {
      const ids = (message[field.name] ??= []) as string[];
      readIds(reader, wireType, ids);
    } else message[field.name] = readScalar(reader, field.kind);
  }
  return message;
}

/** The only wire type this kind is read from; lists come packed or one by one. */
function wireTypeOf(kind: FieldKind, told: number): number {
  if (kind === "int64s") return told === VARINT ? VARINT : BYTES;
  return kind === "string" || typeof kind === "object" ? BYTES : VARINT;
}

function readScalar(reader: WireReader, kind: "bool" | "int32" | "int64" | "string") {
  switch (kind) {
    case "string":
      return reader.string();
    case "int64":
      return reader.int64();
    case "int32":
      return reader.uint32() | 0;
    case "bool":
      return reader.uint32() !== 0;
  }
}

/** Adds what the list can still take; the rest is passed over. */
function readIds(reader: WireReader, wireType: number, ids: string[]): void {
  if (wireType === VARINT) {
    if (ids.length < IDS_MAX) ids.push(reader.int64());
    else reader.skip(VARINT);
    return;
  }
  const end = reader.messageEnd();
  while (reader.at < end && ids.length < IDS_MAX) ids.push(reader.int64());
  reader.at = Math.max(reader.at, end);
}
